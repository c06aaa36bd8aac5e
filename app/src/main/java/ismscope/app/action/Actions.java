package ismscope.app.action;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// What each [ActionId] does in this window. Thread: FX.
public final class Actions {
    private static final ObservableBooleanValue ALWAYS = new SimpleBooleanProperty(true);

    private final Map<ActionId, Binding> table = new EnumMap<>(ActionId.class);

    /// Starts empty.
    public Actions() {}

    /// Says what an action does.
    public void bind(ActionId id, Runnable handler) {
        bind(id, handler, ALWAYS);
    }

    /// Says what an action does and when it can be done.
    public void bind(ActionId id, Runnable handler, ObservableBooleanValue enabled) {
        put(id, new Binding(handler, enabled, null));
    }

    /// Says what an action does that is on or off.
    public void bindChoice(ActionId id, Runnable handler, ObservableBooleanValue chosen) {
        put(id, new Binding(handler, ALWAYS, chosen));
    }

    /// Does it, if it can be done now.
    ///
    /// @return whether it was done
    public boolean run(ActionId id) {
        Binding binding = binding(id);
        if (!binding.enabled.get()) {
            return false;
        }
        binding.handler.run();
        return true;
    }

    /// {@return whether it can be done now}
    public ObservableBooleanValue enabled(ActionId id) {
        return binding(id).enabled;
    }

    /// {@return whether it is on, for an action that is on or off}
    public Optional<ObservableBooleanValue> chosen(ActionId id) {
        return Optional.ofNullable(binding(id).chosen);
    }

    /// {@return the action of this scope with this key, if any}
    public static Optional<ActionId> byKey(Scope scope, KeyEvent event) {
        return Arrays.stream(ActionId.values())
                .filter(id -> id.scope() == scope)
                .filter(id -> id.hasKey(event))
                .findFirst();
    }

    /// {@return actions that nothing was said about: none in a finished window}
    public List<ActionId> unbound() {
        return Arrays.stream(ActionId.values()).filter(id -> !table.containsKey(id)).toList();
    }

    private void put(ActionId id, Binding binding) {
        if (table.put(id, binding) != null) {
            throw new IllegalStateException("action is bound twice: id=" + id);
        }
    }

    private Binding binding(ActionId id) {
        Binding binding = table.get(id);
        if (binding == null) {
            throw new IllegalStateException("action is not bound: id=" + id);
        }
        return binding;
    }

    private record Binding(
            Runnable handler,
            ObservableBooleanValue enabled,
            @Nullable ObservableBooleanValue chosen) {}
}
