package ismscope.device;

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
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What ARCHITECTURE.md promises of this module, each with its reason.
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().importPath(Path.of("target", "classes"));

    /// Lines of a file that holds a type.
    private static final int MOST_LINES = 400;

    /// Modules whose types keep to the limit.
    private static final List<String> LIMITED_MODULES =
            List.of("device-backend", "inspector-core", "app", "benchmarks");

    private static final Set<String> THREAD_STARTS =
            Set.of("<init>", "ofPlatform", "ofVirtual", "startVirtualThread");
    private static final Set<String> TIME_CALLS = Set.of("nanoTime", "currentTimeMillis", "sleep");
    private static final Set<String> RAW_BYTES =
            Set.of(VarHandle.class.getName(), ByteBuffer.class.getName());

    @Test
    void looksAtTheWholeModule() {
        assertThat(CLASSES.size()).isGreaterThan(50);
        assertThat(CLASSES.contain("ismscope.device.tap.DeviceTap")).isTrue();
    }

    @Test
    void knowsNothingAboveIt() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "ismscope.inspector..",
                        "ismscope.app..",
                        "javafx..",
                        "java.awt..",
                        "javax.swing..")
                .because("the device runs without eyes: in a server, in a test, in a VMM's process")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("ismscope.device.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a package that can be read alone can be reviewed alone")
                .check(CLASSES);
    }

    @Test
    void semanticsKnowNoTransport() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..protocol..",
                        "..region..",
                        "..notify..",
                        "..model..",
                        "..virtqueue..",
                        "..memory..",
                        "..tap..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..transport..", "..guest..", "..scenario..", "..driver..")
                .because("the same device serves built-in guests, process peers and VMMs")
                .check(CLASSES);
    }

    @Test
    void guestsNeverCallTheDevice() {
        noClasses()
                .that()
                .resideInAnyPackage("..driver..", "..guest..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("..model..", "..region..", "..notify.."))
                .because("a driver knows rings, registers and device memory, or it proves nothing")
                .check(CLASSES);
    }

    @Test
    void bytesAreDecodedInFewPlaces() {
        noClasses()
                .that(
                        not(
                                resideInAnyPackage(
                                        "..os..",
                                        "..memory..",
                                        "..virtqueue..",
                                        "..driver..",
                                        "..region..",
                                        "..protocol..",
                                        "..transport..",
                                        "..vfio..",
                                        "..vhost..",
                                        "..peer..")))
                .should(accessClassesThat(describe("read raw bytes", this::readsRawBytes)))
                .because("who decodes hostile bytes is reviewed as such; above it travel records")
                .check(CLASSES);
    }

    @Test
    void timeComesFromTheHostClock() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("ismscope.device.tap.SystemClock")
                .should()
                .callCodeUnitWhere(describe("ask for the time", this::asksForTime))
                .because("a run under a virtual clock is repeated to the nanosecond")
                .check(CLASSES);
    }

    @Test
    void threadsHaveNamedOwners() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("ismscope.device.transport.HostThread")
                .and()
                .doNotHaveFullyQualifiedName("ismscope.device.peer.PeerThread")
                .should()
                .callCodeUnitWhere(describe("start a thread", this::startsThread))
                .because("mutable state has one owner thread, and each thread one owner")
                .check(CLASSES);
    }

    @Test
    void typesCanBeReadAtOneGo() throws IOException {
        for (String module : LIMITED_MODULES) {
            Path sources = Path.of("..", module, "src", "main", "java");
            try (Stream<Path> files = Files.walk(sources)) {
                assertThat(files.filter(file -> file.toString().endsWith(".java")))
                        .as("types of %s that want to be split by what they do", module)
                        .isNotEmpty()
                        .allSatisfy(file ->
                                assertThat(Files.readAllLines(file))
                                        .as(file.toString())
                                        .hasSizeLessThanOrEqualTo(MOST_LINES));
            }
        }
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
