package ismscope.inspector.export;

import ismscope.inspector.event.EventContext;
import ismscope.inspector.event.ValueText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A report's two pictures as inline SVG: who shares which region, and who said what to whom.
/// Colours come from the page's style, so that they follow light and dark.
final class ReportPictures {
    private static final int MOST_DRAWN = 40;
    private static final int MOST_LIFELINES = 12;
    private static final int ROW = 34;
    private static final int LANE = 150;
    private static final int STEP = 20;

    private final ReportFacts facts;
    private final EventContext context;

    ReportPictures(ReportFacts facts, EventContext context) {
        this.facts = facts;
        this.context = context;
    }

    /// {@return VMs at the left, regions at the right, a line for each mapping}
    String graph() {
        List<Integer> devices =
                facts.devices.keySet().stream().filter(d -> d != 0).limit(MOST_DRAWN).toList();
        List<ReportFacts.Region> regions =
                facts.regions.values().stream().limit(MOST_DRAWN).toList();
        int height = Math.max(devices.size(), regions.size()) * ROW + 20;
        StringBuilder svg = begin(820, height, "Regions and the VMs that mapped them");
        Map<Integer, Integer> places = new HashMap<>();
        for (int device : devices) {
            places.put(device, places.size() * ROW + 24);
        }
        StringBuilder boxes = new StringBuilder();
        int y = 24;
        for (ReportFacts.Region region : regions) {
            for (int device : region.mapped()) {
                Integer from = places.get(device);
                if (from != null) {
                    svg.append(
                            "<path class=\"edge\" d=\"M200 %d C360 %d 360 %d 480 %d\"/>"
                                    .formatted(from, from, y, y));
                }
            }
            String label =
                    ValueText.token(region.token())
                            + (region.size() > 0 ? ", " + ValueText.size(region.size()) : "")
                            + (region.alive() ? "" : ", freed");
            box(boxes, 480, y, 320, label, region.alive() ? "region" : "gone");
            y += ROW;
        }
        places.forEach((device, at) -> box(boxes, 20, at, 180, context.deviceName(device), "vm"));
        return svg.append(boxes).append("</svg>").toString();
    }

    private static void box(
            StringBuilder svg, int x, int middle, int width, String text, String kind) {
        svg.append(
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"26\" rx=\"4\"/>"
                        .formatted(kind, x, middle - 13, width));
        svg.append(
                "<text x=\"%d\" y=\"%d\">%s</text>"
                        .formatted(x + 8, middle + 4, ReportPage.escaped(text)));
    }

    /// {@return a line for the host and each device, an arrow for each message, time downwards}
    String sequence() {
        List<Integer> lanes = new ArrayList<>(List.of(0));
        for (ReportFacts.Line line : facts.arrows) {
            if (!lanes.contains(line.device()) && lanes.size() < MOST_LIFELINES) {
                lanes.add(line.device());
            }
        }
        int bottom = facts.arrows.size() * STEP + 60;
        int width = lanes.size() * LANE + 560;
        StringBuilder svg = begin(width, bottom, "Messages between the host and the VMs");
        for (int i = 0; i < lanes.size(); i++) {
            int x = i * LANE + 60;
            svg.append(
                    "<line class=\"life\" x1=\"%d\" y1=\"30\" x2=\"%d\" y2=\"%d\"/>"
                            .formatted(x, x, bottom - 10));
            svg.append(
                    "<text x=\"%d\" y=\"20\" text-anchor=\"middle\">%s</text>"
                            .formatted(x, ReportPage.escaped(context.deviceName(lanes.get(i)))));
        }
        int y = 50;
        for (ReportFacts.Line line : facts.arrows) {
            int lane = lanes.indexOf(line.device());
            arrow(svg, line, lane, y);
            svg.append(
                    "<text class=\"said\" x=\"%d\" y=\"%d\">#%d %s</text>"
                            .formatted(
                                    lanes.size() * LANE + 10,
                                    y + 4,
                                    line.event() + 1,
                                    ReportPage.escaped(ReportPage.shortened(line.text()))));
            y += STEP;
        }
        return svg.append("</svg>").toString();
    }

    private static void arrow(StringBuilder svg, ReportFacts.Line line, int lane, int y) {
        int device = lane * LANE + 60;
        if (lane <= 0) {
            svg.append("<circle class=\"odd\" cx=\"60\" cy=\"%d\" r=\"4\"/>".formatted(y));
            return;
        }
        boolean toHost =
                switch (line.kind()) {
                    case REQUEST, DOORBELL, SWALLOWED, VIOLATION -> true;
                    default -> false;
                };
        int tip = toHost ? 60 : device;
        int back = toHost ? 8 : -8;
        String style = line.kind().name().toLowerCase(java.util.Locale.ROOT);
        svg.append(
                "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>"
                        .formatted(style, 60, y, device, y));
        svg.append(
                "<path class=\"%s tip\" d=\"M%d %d l%d -4 v8 z\"/>".formatted(style, tip, y, back));
    }

    private static StringBuilder begin(int width, int height, String title) {
        return new StringBuilder(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%1$d\""
                                .formatted(width))
                .append(" height=\"%d\" viewBox=\"0 0 %d %d\">".formatted(height, width, height))
                .append("<title>")
                .append(title)
                .append("</title>");
    }
}
