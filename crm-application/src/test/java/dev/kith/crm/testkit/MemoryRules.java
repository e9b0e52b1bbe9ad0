package dev.kith.crm.testkit;

import dev.kith.crm.application.automation.Firing;
import dev.kith.crm.application.automation.Firing.Result;
import dev.kith.crm.application.automation.RuleStore;
import dev.kith.crm.application.automation.RuleView;
import dev.kith.crm.application.automation.RuleView.ShadowCounts;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

final class MemoryRules implements RuleStore {

  private record VersionId(RuleId rule, long number) {}

  private final MemoryAggregates<RuleId, Rule> rules;
  private final MemoryTable<VersionId, Version> versions;
  private final MemoryFirings firings;

  MemoryRules(MemoryTransactions transactions, MemoryFirings firings) {
    this.rules = new MemoryAggregates<>(transactions, Rule::id);
    this.versions = new MemoryTable<>(transactions);
    this.firings = firings;
  }

  @Override
  public Optional<Rule> find(RuleId id) {
    return rules.find(id);
  }

  @Override
  public Outcome<Rule> add(Rule rule) {
    return rules.add(rule, Outcome::done).map(this::versioned);
  }

  @Override
  public Outcome<Rule> update(Rule rule) {
    return rules.update(rule, Outcome::done).map(this::versioned);
  }

  private Rule versioned(Rule rule) {
    VersionId id = new VersionId(rule.id(), rule.number());
    if (versions.find(id).isEmpty()) {
      versions.put(id, new Version(rule.number(), rule.content(), rule.revision().updatedAt()));
    }
    return rule;
  }

  @Override
  public long stamp() {
    return rules.all().stream().mapToLong(r -> r.revision().version()).sum();
  }

  @Override
  public List<Rule> looking() {
    return rules.all().stream().filter(Rule::isLooking).toList();
  }

  @Override
  public List<Version> versions(RuleId id) {
    return versions.keys().stream()
        .filter(v -> v.rule().equals(id))
        .flatMap(v -> versions.find(v).stream())
        .sorted(Comparator.comparingLong(Version::number).reversed())
        .toList();
  }

  @Override
  public Optional<RuleView> view(RuleId id) {
    return rules.find(id).filter(r -> !r.revision().isDeleted()).map(view());
  }

  @Override
  public Page<RuleView> list(ListQuery query) {
    String search = query.search() == null ? "" : query.search().toLowerCase(Locale.ROOT).strip();
    List<String> fragments = List.of(search.split("\\s+"));
    return new MemoryLists<>(RuleView.CATALOGUE)
        .page(
            rules.live().stream()
                .filter(
                    r -> fragments.stream().allMatch(r.name().toLowerCase(Locale.ROOT)::contains))
                .map(view())
                .toList(),
            query);
  }

  private Function<Rule, RuleView> view() {
    return rule -> {
      List<Firing> all = firings.of(rule.id());
      List<Firing> own = all.stream().filter(f -> !f.outcome().isShadow()).toList();
      return new RuleView(
          rule,
          own.stream().map(Firing::at).max(Comparator.<Instant>naturalOrder()).orElse(null),
          own.size(),
          shadow(rule, all));
    };
  }

  private static ShadowCounts shadow(Rule rule, List<Firing> all) {
    List<Firing> seen =
        all.stream().filter(f -> f.outcome().isShadow() && isPresent(rule, f)).toList();
    List<Firing> fired = seen.stream().filter(f -> f.outcome() == Result.WOULD_FIRE).toList();
    return new ShadowCounts(
        fired.size(),
        fired.stream().map(f -> f.record().id()).distinct().count(),
        seen.size() - fired.size());
  }

  /** Whether it tells of the rule as it is now. */
  boolean isPresent(Firing firing) {
    return find(firing.rule()).filter(rule -> isPresent(rule, firing)).isPresent();
  }

  private static boolean isPresent(Rule rule, Firing firing) {
    return firing.number() == rule.number()
        && (!rule.isInShadow() || !firing.at().isBefore(rule.status().since()));
  }
}
