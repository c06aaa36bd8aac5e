package ismscope.inspector.diff;

import ismscope.inspector.session.SessionSnapshot;
import java.util.List;
import java.util.stream.IntStream;

/// Reads two sessions side by side, each event once, into the lanes of their devices.
final class SessionAlignment {
    private static final int BETWEEN_LOOKS = 1 << 12;

    private final SessionSnapshot first;
    private final SessionSnapshot second;
    private final SessionDiff.Options options;
    private final DeviceNames names = new DeviceNames();

    SessionAlignment(SessionSnapshot first, SessionSnapshot second, SessionDiff.Options options) {
        this.first = first;
        this.second = second;
        this.options = options;
    }

    SessionDiff run() throws InterruptedException {
        int[] firstDevices = names.add(first);
        int[] secondDevices = names.add(second);
        Findings findings = new Findings(options.lateFactor(), options.limit());
        List<Lane> lanes =
                IntStream.range(0, names.count()).mapToObj(n -> new Lane(n, findings)).toList();
        EventSignature ofFirst = new EventSignature(first, firstDevices, options.bytes());
        EventSignature ofSecond = new EventSignature(second, secondDevices, options.bytes());
        long firstCount = first.eventCount();
        long secondCount = second.eventCount();
        long readFirst = 0;
        long readSecond = 0;
        while (readFirst < firstCount || readSecond < secondCount) {
            // Both at the same share of their length, so that neither gets far ahead.
            boolean nextIsFirst =
                    readFirst < firstCount
                            && (double) readFirst * secondCount <= (double) readSecond * firstCount;
            if (nextIsFirst || readSecond == secondCount) {
                Lane lane = lanes.get(firstDevices[first.device(readFirst)]);
                ofFirst.read(readFirst);
                lane.first().add(ofFirst, readFirst++);
                lane.drain();
            } else {
                Lane lane = lanes.get(secondDevices[second.device(readSecond)]);
                ofSecond.read(readSecond);
                lane.second().add(ofSecond, readSecond++);
                lane.drain();
            }
            if ((readFirst + readSecond) % BETWEEN_LOOKS == 0 && Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        lanes.forEach(Lane::finish);
        List<String> devices = IntStream.range(0, names.count()).mapToObj(names::name).toList();
        return new SessionDiff(devices, findings.counts(), findings.first());
    }
}
