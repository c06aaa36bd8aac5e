package ismscope.app.graph;

import ismscope.app.graph.GraphModel.Link;
import ismscope.app.graph.GraphModel.Region;
import ismscope.app.graph.GraphModel.Vm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// VMs against regions: one row each, one column each, one cell per link. Immutable.
///
/// Rows are in order of appearance; columns by their creator's row, then in order of appearance, so
/// that who shares what lies along the diagonal.
///
/// @param rows devices that are present
/// @param columns regions that live
/// @param cells by row; each row's in order of columns
/// @param rowOfVm by ordinal
/// @param columnOfRegion by token
record MatrixModel(
        List<Vm> rows,
        List<Region> columns,
        List<List<Cell>> cells,
        Map<Integer, Integer> rowOfVm,
        Map<Long, Integer> columnOfRegion) {
    static final MatrixModel EMPTY =
            new MatrixModel(List.of(), List.of(), List.of(), Map.of(), Map.of());

    MatrixModel {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        cells = List.copyOf(cells);
        rowOfVm = Map.copyOf(rowOfVm);
        columnOfRegion = Map.copyOf(columnOfRegion);
    }

    /// A link in the matrix.
    record Cell(int column, LinkKind kind) {}

    /// {@return the matrix of a graph; ghosts are left out}
    static MatrixModel of(GraphModel model) {
        List<Vm> rows = model.vms().stream().filter(vm -> vm.presence() == 1).toList();
        Map<Integer, Integer> rowOfVm = new HashMap<>();
        Map<Long, Integer> rowOfDevid = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            rowOfVm.put(rows.get(row).state().ordinal(), row);
            rowOfDevid.put(rows.get(row).state().devid(), row);
        }
        List<Region> columns =
                model.regions().stream()
                        .filter(region -> region.presence() == 1)
                        .sorted(
                                Comparator.comparingInt(region ->
                                        rowOfDevid.getOrDefault(
                                                region.state().creatorDevid(), Integer.MAX_VALUE)))
                        .toList();
        Map<Long, Integer> columnOfRegion = new HashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            columnOfRegion.put(columns.get(column).state().token(), column);
        }
        List<List<Cell>> cells = new ArrayList<>();
        rows.forEach(row -> cells.add(new ArrayList<>()));
        for (Link link : model.links()) {
            Integer row = rowOfVm.get(link.device());
            Integer column = columnOfRegion.get(link.token());
            if (row != null && column != null && link.kind() != LinkKind.ENDED) {
                cells.get(row).add(new Cell(column, link.kind()));
            }
        }
        cells.forEach(row -> row.sort(Comparator.comparingInt(Cell::column)));
        return new MatrixModel(
                rows, columns, cells.stream().map(List::copyOf).toList(), rowOfVm, columnOfRegion);
    }

    /// {@return what the VM of a row has to do with the region of a column, null if nothing}
    @Nullable LinkKind kind(int row, int column) {
        for (Cell cell : cells.get(row)) {
            if (cell.column() == column) {
                return cell.kind();
            }
        }
        return null;
    }
}
