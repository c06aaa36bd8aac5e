package ismscope.device.scenario;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Everything that there is to see, calm enough to watch, over and over.
///
/// A round begins with chapters that are always the same ([TourChapters]): VMs join, one allocates
/// a region and hands its token over, messages go back and forth, a region is shared by invitation
/// only, rights are narrowed, tokens are guessed in vain, a driver misbehaves a little. Then the
/// VMs go about their business as chance has it ([TourBusiness]): topics come and go, VMs join,
/// leave and crash. In the end all leave, the host is empty, and the next round begins.
final class Tour implements Scenario {
    private static final int LEAST_VMS = 4;
    private static final int MOST_VMS = 6;
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "tour";
    }

    @Override
    public String summary() {
        return "VMs join, share, notify, grant, get refused, misbehave and leave, over and over";
    }

    @Override
    public void play(Stage stage) throws Exception {
        RandomGenerator random = stage.random();
        for (int round = 1; ; round++) {
            int vms = stage.guests(random.nextInt(LEAST_VMS, MOST_VMS + 1));
            TourCast cast = new TourCast(stage, "round " + round);
            TourChapters chapters = new TourChapters(cast, vms);
            chapters.opening();
            new TourBusiness(cast, vms).asUsual();
            chapters.allLeave();
            stage.pause(BETWEEN_ROUNDS);
        }
    }
}
