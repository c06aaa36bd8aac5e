package ismscope.app.colour;

import ismscope.app.model.LatestTask;
import ismscope.app.model.SessionModel;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterException;
import ismscope.inspector.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which colours the rules give to the events in view. A worker asks the rules, since they may ask
/// for states; nothing is kept but the last answer.
///
/// Thread: FX.
public final class EventColours {
    private final SessionModel model;
    private final ColourRules rules;
    private final LatestTask<Map<Long, Hue>> asking = LatestTask.onOwnThread("event-colours");
    private @Nullable Question last;
    private Map<Long, Hue> known = Map.of();

    private record Question(
            @Nullable SessionSnapshot session, List<ColourRule> rules, long[] events) {
        boolean same(@Nullable Question other) {
            return other != null
                    && Objects.equals(session, other.session)
                    && rules.equals(other.rules)
                    && Arrays.equals(events, other.events);
        }
    }

    /// Colours nothing until asked.
    public EventColours(SessionModel model, ColourRules rules) {
        this.model = model;
        this.rules = rules;
    }

    /// Calls back when other rules hold.
    public void onChange(Runnable changed) {
        rules.rulesProperty()
                .addListener(_ -> {
                    forget();
                    changed.run();
                });
        model.sessionProperty().addListener(_ -> forget());
    }

    private void forget() {
        known = Map.of();
        last = null;
    }

    /// Says which events are in view.
    ///
    /// @param arrived called when their colours are known, unless they were
    public void ask(long[] events, Runnable arrived) {
        Question question =
                new Question(model.snapshot(), rules.rulesProperty().get(), events.clone());
        SessionSnapshot session = question.session;
        if (session == null || question.rules.isEmpty() || question.same(last)) {
            return;
        }
        last = question;
        asking.ask(
                () -> answer(session, question),
                found -> {
                    if (question.rules.equals(rules.rulesProperty().get())) {
                        known = found;
                        arrived.run();
                    }
                });
    }

    /// {@return the colour of an event, null if it has none or it is not known yet}
    public @Nullable Hue of(long event) {
        return known.get(event);
    }

    private static Map<Long, Hue> answer(SessionSnapshot session, Question question) {
        List<Filter> filters = new ArrayList<>();
        List<Hue> hues = new ArrayList<>();
        for (ColourRule rule : question.rules) {
            parsed(rule, session)
                    .ifPresent(filter -> {
                        filters.add(filter);
                        hues.add(rule.hue());
                    });
        }
        Map<Long, Hue> found = new HashMap<>();
        for (long event : question.events) {
            for (int i = 0; i < filters.size() && !found.containsKey(event); i++) {
                if (filters.get(i).accepts(session, event)) {
                    found.put(event, hues.get(i));
                }
            }
        }
        return found;
    }

    /// What names a flow of another session is no filter here and colours nothing.
    private static Optional<Filter> parsed(ColourRule rule, SessionSnapshot session) {
        try {
            return Optional.of(Filter.parse(rule.filter(), session));
        } catch (FilterException _) {
            return Optional.empty();
        }
    }
}
