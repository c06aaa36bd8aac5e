package ismscope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class EndpointSpecTest {
    private static EndpointSpec read(String typed) {
        return new EndpointSpec.Converter().convert(typed);
    }

    @Test
    void readsPathNameAndPool() {
        EndpointSpec spec = read("/run/a.sock,name=vm1,pool=blue");

        assertThat(spec.path()).isEqualTo(Path.of("/run/a.sock"));
        assertThat(spec.name()).isEqualTo("vm1");
        assertThat(spec.pool()).contains("blue");
    }

    @ParameterizedTest
    @CsvSource({"/run/vm7.sock, vm7", "vm7, vm7", "x/.sock, .sock", "a.b.c, a.b"})
    void namesTheGuestAfterTheSocketWhereNothingElseIsSaid(String typed, String name) {
        assertThat(read(typed).name()).isEqualTo(name);
        assertThat(read(typed).pool()).isEmpty();
    }

    @Test
    void takesACommaThatIsWrittenTwice() {
        EndpointSpec spec = read("/run/a,,b.sock,name=one,,two");

        assertThat(spec.path()).isEqualTo(Path.of("/run/a,b.sock"));
        assertThat(spec.name()).isEqualTo("one,two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",name=vm1", "a,", "a,name", "a,name=", "a,=b", "a,name=x,name=y"})
    void refusesWhatIsNoSpec(String typed) {
        assertThatThrownBy(() -> read(typed))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining('"' + typed + '"');
    }

    @Test
    void refusesASettingThatTheTransportDoesNotHave() throws CommandFailure {
        EndpointSpec spec = read("a,nmae=vm1");

        assertThat(read("a,name=x").with("--vfio-user", "name").name()).isEqualTo("x");
        assertThatThrownBy(() -> spec.with("--vfio-user", EndpointSpec.NAME, EndpointSpec.POOL))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("--vfio-user takes no \"nmae=\"; did you mean \"name\"?");
    }
}
