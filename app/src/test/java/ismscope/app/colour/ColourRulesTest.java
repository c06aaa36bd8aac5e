package ismscope.app.colour;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColourRulesTest {
    private static final String FILTER = "ism.token == 0x1001 && ism.mark.text contains \"@\"";

    @TempDir private Path folder;
    private final List<String> troubles = new ArrayList<>();

    private ColourRules rules() {
        return new ColourRules(folder, troubles::add);
    }

    @ParameterizedTest
    @EnumSource(Hue.class)
    void comeBackFromTheFileAsTheyWere(Hue hue) {
        rules().colour(FILTER, hue);
        assertThat(rules().rulesProperty().get()).containsExactly(new ColourRule(hue, FILTER));
        assertThat(troubles).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Hue.class)
    void aColourOfWiresharkIsTheNearestOfOurs(Hue hue) {
        String line = new ColourRule(hue, "ism").line().replace(hue.word(), "My rule");
        assertThat(ColourRule.of(line)).contains(new ColourRule(hue, "ism"));
    }

    @Test
    void theNewestComesFirstAndAFilterHasOneColour() throws Exception {
        Path file = folder.resolve("colorfilters");
        Files.write(file, List.of("# mine", "!@off@ism@[1,1,1][0,0,0]", "nonsense"));
        ColourRules rules = rules();
        rules.colour("a", Hue.RED);
        rules.colour("b", Hue.BLUE);
        rules.colour("a", Hue.GREEN);
        assertThat(rules.rulesProperty().get())
                .containsExactly(new ColourRule(Hue.GREEN, "a"), new ColourRule(Hue.BLUE, "b"));
        rules.uncolour("b");
        assertThat(rules.rulesProperty().get()).containsExactly(new ColourRule(Hue.GREEN, "a"));
        rules.clear();
        assertThat(Files.readAllLines(file))
                .as("what is no rule stays")
                .containsExactly("# mine", "!@off@ism@[1,1,1][0,0,0]", "nonsense");
    }

    @Test
    void saysWhyTheyCannotBeKept() throws Exception {
        Path noFolder = Files.createFile(folder.resolve("file"));
        new ColourRules(noFolder, troubles::add).colour("ism", Hue.SKY);
        assertThat(troubles).hasSize(1);
    }
}
