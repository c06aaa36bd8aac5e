package ismscope.app.cli;

import ismscope.inspector.filter.NearestMatch;
import ismscope.inspector.lint.LintRule;
import ismscope.inspector.lint.LintRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/// The option that says which lint rules are meant; without it, all are.
final class RuleOptions {
    @Option(
            names = "--rules",
            paramLabel = "RULES",
            split = ",",
            description = "Only these, by name, id or number; with - in front, all but these.")
    private List<String> names = List.of();

    /// {@return the rules, by number}
    ///
    /// @throws CommandFailure [ExitCode#USAGE] if there is no such rule
    List<LintRule> rules() throws CommandFailure {
        Set<LintRule> wanted = new LinkedHashSet<>();
        Set<LintRule> unwanted = new LinkedHashSet<>();
        for (String name : names) {
            if (name.startsWith("-")) {
                unwanted.add(named(name.substring(1)));
            } else {
                wanted.add(named(name));
            }
        }
        List<LintRule> rules = new ArrayList<>(LintRules.all());
        if (!wanted.isEmpty()) {
            rules.retainAll(wanted);
        }
        rules.removeAll(unwanted);
        return rules;
    }

    private static LintRule named(String name) throws CommandFailure {
        return LintRules.named(name)
                .orElseThrow(() ->
                        new CommandFailure(
                                ExitCode.USAGE,
                                "there is no rule \"%s\"%s"
                                        .formatted(name, NearestMatch.hint(name, slugs()))));
    }

    private static List<String> slugs() {
        return LintRules.all().stream().map(LintRule::slug).toList();
    }
}
