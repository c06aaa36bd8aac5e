package ismscope.inspector;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What ARCHITECTURE.md promises of this module, each with its reason.
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().importPath(Path.of("target", "classes"));

    private static final Set<String> THREAD_STARTS =
            Set.of("<init>", "ofPlatform", "ofVirtual", "startVirtualThread");
    private static final Set<String> TIME_CALLS = Set.of("nanoTime", "currentTimeMillis", "sleep");
    private static final Set<String> RAW_BYTES =
            Set.of(VarHandle.class.getName(), ByteBuffer.class.getName());

    @Test
    void looksAtTheWholeModule() {
        assertThat(CLASSES.size()).isGreaterThan(10);
        assertThat(CLASSES.contain("ismscope.inspector.session.Session")).isTrue();
    }

    @Test
    void knowsNothingAboveIt() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ismscope.app..", "javafx..", "java.awt..", "javax.swing..")
                .because("a capture is read by servers and tests, too, where there is no window")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("ismscope.inspector.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a package that can be read alone can be reviewed alone")
                .check(CLASSES);
    }

    @Test
    void readsOfTheDeviceOnlyWhatItSays() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "..session..", "..replay..", "..backend..", "..control..", "..generate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "ismscope.device.model..",
                        "ismscope.device.guest..",
                        "ismscope.device.driver..",
                        "ismscope.device.scenario..",
                        "ismscope.device.transport..")
                .because("the capture is the truth: live and replayed sessions take one path")
                .check(CLASSES);
    }

    @Test
    void bytesAreDecodedInFewPlaces() {
        noClasses()
                .that(
                        not(
                                resideInAnyPackage(
                                        "..cache..",
                                        "..capture..",
                                        "..column..",
                                        "..control..",
                                        "..index..",
                                        "..event..",
                                        "..state..")))
                .should(accessClassesThat(describe("read raw bytes", this::readsRawBytes)))
                .because("who decodes hostile bytes is reviewed as such; above it travel records")
                .check(CLASSES);
    }

    @Test
    void timeComesFromTheHostClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..replay..")
                .should()
                .callCodeUnitWhere(describe("ask for the time", this::asksForTime))
                .because("a run under a virtual clock is repeated to the nanosecond")
                .check(CLASSES);
    }

    @Test
    void threadsHaveNamedOwners() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "..session..", "..capture..", "..index..", "..replay..", "..control..")
                .should()
                .callCodeUnitWhere(describe("start a thread", this::startsThread))
                .because("mutable state has one owner thread, and each thread one owner")
                .check(CLASSES);
    }

    @Test
    void printsNothing() {
        noClasses()
                .should(ACCESS_STANDARD_STREAMS)
                .because("standard output belongs to the command line")
                .check(CLASSES);
    }

    private boolean readsRawBytes(JavaClass type) {
        return type.getPackageName().equals("java.lang.foreign")
                || RAW_BYTES.contains(type.getName());
    }

    private boolean startsThread(JavaCall<?> call) {
        JavaClass owner = call.getTargetOwner();
        return owner.getName().equals("java.util.concurrent.Executors")
                || (owner.isAssignableTo(Thread.class) && THREAD_STARTS.contains(call.getName()));
    }

    private boolean asksForTime(JavaCall<?> call) {
        JavaClass owner = call.getTargetOwner();
        return (owner.getPackageName().equals("java.lang") && TIME_CALLS.contains(call.getName()))
                || (owner.isEquivalentTo(Instant.class) && call.getName().equals("now"))
                || owner.isEquivalentTo(Clock.class);
    }
}
