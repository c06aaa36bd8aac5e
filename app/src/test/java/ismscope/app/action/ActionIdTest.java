package ismscope.app.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActionIdTest {
    @Test
    void noTwoActionsOfAScopeHaveTheSameKey() {
        Map<String, ActionId> taken = new HashMap<>();
        for (ActionId id : ActionId.values()) {
            for (KeyCombination key : id.keys()) {
                ActionId other = taken.put(id.scope() + " " + key.getName(), id);
                assertThat(other).as("%s of %s", key.getName(), id).isNull();
            }
        }
        assertThat(taken).hasSizeGreaterThan(50);
    }

    @Test
    void menusKeepTheirGroupsTogether() {
        Map<MenuId, Integer> last = new HashMap<>();
        for (ActionId id : ActionId.values()) {
            if (id.menu() != MenuId.NONE) {
                Integer before = last.put(id.menu(), id.group());
                assertThat(id.group())
                        .as("%s", id)
                        .isGreaterThanOrEqualTo(before == null ? 0 : before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ActionId.class)
    void hasAKeyAndStandsInAMenuUnlessItIsAPanes(ActionId id) {
        assertThat(id.keys()).isNotEmpty();
        assertThat(id.menu() != MenuId.NONE).isEqualTo(id.scope() == Scope.WINDOW);
    }

    @ParameterizedTest
    @EnumSource(ActionId.class)
    void isWhatItsKeysLeadTo(ActionId id) {
        for (KeyCombination key : id.keys()) {
            assertThat(Actions.byKey(id.scope(), PressedKey.of(key)))
                    .as("%s", key.getName())
                    .contains(id);
        }
    }
}
