package ismscope.inspector.export;

import ismscope.device.tap.TapKind;
import ismscope.inspector.event.EventContext;
import ismscope.inspector.event.ValueText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A report's two pictures as inline SVG: who shares which region, and who said what to whom.
/// Colours come from the page's style, so that they follow light and dark.
final class ReportPictures {
    /// VMs and regions in the picture.
    static final int MOST_DRAWN = 40;

    private static final int MOST_LIFELINES = 12;
    private static final int ROW = 34;
    private static final int BOX = 26;
    private static final int VM_WIDTH = 170;
    private static final int REGION_AT = 320;
    private static final int REGION_WIDTH = 286;
    private static final int LANE = 96;
    private static final int LEFT = 46;
    private static final int STEP = 20;
    private static final int TOP = 50;
    private static final int TEXT_WIDTH = 470;
    private static final int LONGEST = 66;
    private static final int LONGEST_NAME = 22;
    private static final int LONGEST_LANE = 12;

    private final ReportFacts facts;
    private final EventContext context;
    private final Set<Long> proof;

    /// @param proof events to be marked: they prove a finding
    ReportPictures(ReportFacts facts, EventContext context, Set<Long> proof) {
        this.facts = facts;
        this.context = context;
        this.proof = proof;
    }

    /// {@return VMs at the left, regions at the right, a line for each mapping: dashed where it is
    /// no more}
    ReportText graph() {
        List<Integer> devices =
                facts.devices.keySet().stream().filter(d -> d != 0).limit(MOST_DRAWN).toList();
        List<ReportFacts.Region> regions =
                facts.regions.values().stream().limit(MOST_DRAWN).toList();
        int height = Math.max(devices.size(), regions.size()) * ROW + 8;
        ReportText svg =
                begin(
                        REGION_AT + REGION_WIDTH + 10,
                        height,
                        "Regions and the VMs that mapped them");
        Map<Integer, Integer> places = new HashMap<>();
        ReportText boxes = new ReportText();
        for (int device : devices) {
            int middle = places.size() * ROW + BOX / 2 + 4;
            places.put(device, middle);
            boolean gone = facts.gone.contains(device);
            String name = ReportText.shortened(context.deviceName(device), LONGEST_NAME);
            box(boxes, gone ? "vm gone" : "vm", 10, middle, gone ? name + ", left" : name);
        }
        int middle = BOX / 2 + 4;
        for (ReportFacts.Region region : regions) {
            edges(svg, region, places, middle);
            String size = region.size() > 0 ? ", " + ValueText.size(region.size()) : "";
            String label = ValueText.token(region.token()) + size;
            box(
                    boxes,
                    region.alive() ? "region" : "region gone",
                    REGION_AT,
                    middle,
                    region.alive() ? label : label + ", freed");
            middle += ROW;
        }
        return svg.add(boxes).add("</svg>");
    }

    private static void edges(
            ReportText svg, ReportFacts.Region region, Map<Integer, Integer> places, int to) {
        region.mapped()
                .forEach((device, still) -> {
                    Integer from = places.get(device);
                    if (from != null) {
                        int bend = (VM_WIDTH + REGION_AT) / 2;
                        svg.add("<path class=\"%s\" ", still ? "edge" : "edge past");
                        svg.add("d=\"M%s %s ", VM_WIDTH + 10, from);
                        svg.add("C%s %s %s %s %s %s\"/>", bend, from, bend, to, REGION_AT, to);
                    }
                });
    }

    private static void box(ReportText svg, String kind, int x, int middle, String text) {
        int width = x == REGION_AT ? REGION_WIDTH : VM_WIDTH;
        svg.add("<rect class=\"%s\" x=\"%s\" y=\"%s\"", kind, x, middle - BOX / 2);
        svg.add(" width=\"%s\" height=\"%s\" rx=\"4\"/>", width, BOX);
        svg.add("<text x=\"%s\" y=\"%s\">%s</text>", x + 8, middle + 4, text);
    }

    /// {@return a line for the host and each device, an arrow for each message, time downwards}
    ReportText sequence() {
        List<Integer> lanes = new ArrayList<>(List.of(0));
        for (ReportFacts.Line line : facts.arrows) {
            if (!lanes.contains(line.device()) && lanes.size() < MOST_LIFELINES) {
                lanes.add(line.device());
            }
        }
        int bottom = facts.arrows.size() * STEP + TOP;
        int said = LEFT + (lanes.size() - 1) * LANE + LANE / 3;
        ReportText svg = begin(said + TEXT_WIDTH, bottom, "Messages between the host and the VMs");
        for (int i = 0; i < lanes.size(); i++) {
            int x = LEFT + i * LANE;
            svg.add("<line class=\"life\" x1=\"%s\" y1=\"28\" x2=\"%s\" ", x, x);
            svg.add("y2=\"%s\"/>", bottom - 10);
            svg.add("<text x=\"%s\" y=\"18\" text-anchor=\"middle\">%s</text>", x, name(lanes, i));
        }
        int y = TOP;
        for (ReportFacts.Line line : facts.arrows) {
            arrow(svg, line, LEFT + lanes.indexOf(line.device()) * LANE, y);
            boolean proves = proof.contains(line.event());
            svg.add("<text class=\"%s\" ", proves ? "said proves" : "said");
            svg.add("x=\"%s\" y=\"%s\">#%s ", said, y + 4, line.event() + 1);
            svg.add("%s</text>", ReportText.shortened(line.text(), LONGEST));
            y += STEP;
        }
        return svg.add("</svg>");
    }

    private String name(List<Integer> lanes, int lane) {
        return ReportText.shortened(context.deviceName(lanes.get(lane)), LONGEST_LANE);
    }

    /// Draws a message between the host's line and the device's, a dot where it has none.
    private static void arrow(ReportText svg, ReportFacts.Line line, int device, int y) {
        if (device <= LEFT) {
            svg.add("<circle class=\"odd\" cx=\"%s\" cy=\"%s\" r=\"4\"/>", LEFT, y);
            return;
        }
        boolean toHost =
                switch (line.kind()) {
                    case REQUEST, DOORBELL, SWALLOWED, VIOLATION -> true;
                    default -> false;
                };
        String style = style(line.kind());
        svg.add("<line class=\"%s\" x1=\"%s\" ", style, LEFT);
        svg.add("y1=\"%s\" x2=\"%s\" y2=\"%s\"/>", y, device, y);
        svg.add("<path class=\"%s tip\" ", style);
        svg.add("d=\"M%s %s l%s -4 v8 z\"/>", toHost ? LEFT : device, y, toHost ? 8 : -8);
    }

    private static String style(TapKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static ReportText begin(int width, int height, String title) {
        ReportText svg =
                new ReportText()
                        .add("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" ")
                        .add("width=\"%s\" height=\"%s\" ", width, height);
        return svg.add("viewBox=\"0 0 %s %s\"><title>%s</title>", width, height, title);
    }
}
