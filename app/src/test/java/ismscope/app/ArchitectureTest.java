package ismscope.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What ARCHITECTURE.md promises of this module, each with its reason.
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().importPath(Path.of("target", "classes"));
    private static final Set<String> THREAD_STARTS =
            Set.of("<init>", "ofPlatform", "ofVirtual", "startVirtualThread");

    @Test
    void looksAtTheWholeModule() {
        assertThat(CLASSES.size()).isGreaterThan(40);
        assertThat(CLASSES.contain("ismscope.app.IsmscopeApp")).isTrue();
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("ismscope.app.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a pane that can be read alone can be reviewed alone")
                .check(CLASSES);
    }

    @Test
    void commandLineNeedsNoWindow() {
        noClasses()
                .that()
                .resideInAPackage("..cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..")
                .because("`ismscope read` starts in half a second, on a server, without a toolkit")
                .check(CLASSES);
    }

    @Test
    void onlyOneCommandOpensTheWindow() {
        noClasses()
                .that()
                .resideInAPackage("..cli..")
                .and()
                .doNotHaveFullyQualifiedName("ismscope.app.cli.WindowRun")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("ismscope.app.IsmscopeApp")
                .because("picocli looks at every method of a command, and that would load JavaFX")
                .check(CLASSES);
    }

    @Test
    void windowKnowsNoCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..cli..")
                .and()
                .doNotHaveFullyQualifiedName("ismscope.app.Launcher")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..cli..")
                .because("the command line starts the window, never the other way")
                .check(CLASSES);
    }

    @Test
    void viewModelsTouchNoControls() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .or()
                .resideInAPackage("..model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.fxml..")
                .because("what a pane knows is tested without a window")
                .check(CLASSES);
    }

    @Test
    void drawsWithJavaFxOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.swing..")
                .because("a second toolkit costs a second of start-up and its own thread")
                .check(CLASSES);
    }

    @Test
    void decodesNoBytes() {
        noClasses()
                .should(accessClassesThat(describe("read raw bytes", this::readsRawBytes)))
                .because("the window shows what the inspector dissected")
                .check(CLASSES);
    }

    @Test
    void threadsHaveNamedOwners() {
        noClasses()
                .that()
                .resideOutsideOfPackage("ismscope.app.model..")
                .and()
                .doNotHaveFullyQualifiedName("ismscope.app.cli.StopOnSignal")
                .should()
                .callCodeUnitWhere(describe("start a thread", this::startsThread))
                .because("work beside the JavaFX thread is begun, cancelled and ended in one place")
                .check(CLASSES);
    }

    @Test
    void printsInTheCommandLineOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .because("what the window has to say it shows in the window")
                .check(CLASSES);
    }

    private boolean readsRawBytes(JavaClass type) {
        return type.getPackageName().equals("java.lang.foreign")
                || type.getName().equals("java.lang.invoke.VarHandle");
    }

    private boolean startsThread(JavaCall<?> call) {
        JavaClass owner = call.getTargetOwner();
        return owner.getName().equals("java.util.concurrent.Executors")
                || (owner.isAssignableTo(Thread.class) && THREAD_STARTS.contains(call.getName()));
    }
}
