package dev.kith.crm.application.lifecycle;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.automation.FactConditions;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import dev.kith.crm.domain.lifecycle.LifecycleRefusal.StageInUse;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.StageTransition;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

final class LifecycleService implements Lifecycles {

  static final Permission VIEW = new Permission(Feature.ACCOUNT, Action.VIEW);
  private static final Permission ADMINISTER = new Permission(Feature.ACCOUNT, Action.ADMINISTER);

  private static final Changes.Kind<UUID, Lifecycle> KIND =
      new Changes.Kind<>(
          Feature.ACCOUNT,
          Lifecycle.class,
          Lifecycle::subjectOf,
          Lifecycle::facts,
          lifecycle -> null);

  /** A field of accounts, as guards write it. */
  private static final Pattern FIELD = Pattern.compile("\\baccount\\s*\\.\\s*(\\w+)");

  private final Kernel kernel;
  private final Context context;
  private final Map<String, String> requirable;
  private final List<Fact> facts;
  private final AccountsOnWays accounts;

  LifecycleService(
      Kernel kernel,
      Context context,
      Map<String, String> requirable,
      List<Fact> facts,
      AccountsOnWays accounts) {
    this.kernel = kernel;
    this.context = context;
    this.requirable = requirable;
    this.facts = facts;
    this.accounts = accounts;
  }

  @Override
  public Outcome<Lifecycle> get() {
    return Permits.require(
        context.actor(), VIEW, () -> Outcome.done(kernel.storage().lifecycle().current()));
  }

  @Override
  public Outcome<Lifecycle> version(long version) {
    return Permits.require(
        context.actor(),
        VIEW,
        () ->
            kernel
                .storage()
                .lifecycle()
                .version(version)
                .map(Outcome::done)
                .orElseGet(
                    () -> Outcome.refused(new NotFound("lifecycle", String.valueOf(version)))));
  }

  @Override
  public List<Fact> facts() {
    return facts;
  }

  @Override
  public Map<String, String> requirable() {
    return requirable;
  }

  @Override
  public List<Violation> problemsOf(LifecycleTerms terms) {
    return sound(terms).violations();
  }

  @Override
  public Outcome<Opinion> check(LifecycleTerms terms) {
    return Permits.requireOnAll(
        context.actor(),
        ADMINISTER,
        () ->
            Outcome.done(
                new Opinion(
                    problemsOf(terms),
                    terms.warnings(),
                    kernel.storage().lifecycleReads().accountsIn())));
  }

  @Override
  public Outcome<Simulation> simulate(LifecycleTerms terms) {
    return Permits.requireOnAll(
        context.actor(),
        ADMINISTER,
        () -> sound(terms).then(this::unlessHidden).map(this::simulated));
  }

  /** Whoever learns whom a guard lets pass learns what it asks for. */
  private Outcome<LifecycleTerms> unlessHidden(LifecycleTerms terms) {
    Set<String> hidden = accounts.hidden(context);
    List<String> asked =
        Stream.concat(
                Stream.of("stage"),
                terms.transitions().stream()
                    .flatMap(way ->
                        Stream.concat(
                            way.requiredFields().stream(),
                            Stream.ofNullable(way.guard()).flatMap(LifecycleService::fields))))
            .filter(hidden::contains)
            .distinct()
            .sorted()
            .toList();
    return asked.isEmpty()
        ? Outcome.done(terms)
        : Outcome.refused(
            new Forbidden(
                ADMINISTER.code(),
                "Fields that this asks for are hidden from you: "
                    + String.join(", ", asked)
                    + "."));
  }

  private static Stream<String> fields(String guard) {
    return FIELD.matcher(guard).results().map(found -> found.group(1));
  }

  private Simulation simulated(LifecycleTerms draft) {
    Simulating simulating = new Simulating(kernel.storage().lifecycle().current().terms(), draft);
    accounts.each(context, simulating::look);
    return simulating.done(kernel.storage().lifecycleReads().accountsIn());
  }

  @Override
  public Outcome<Lifecycle> set(LifecycleTerms terms) {
    return Permits.requireOnAll(
        context.actor(),
        ADMINISTER,
        () ->
            new Changes<>(KIND, kernel.storage().lifecycle(), kernel, context)
                .change(
                    Lifecycle.ID,
                    Action.ADMINISTER,
                    "lifecycle.set",
                    terms,
                    before ->
                        sound(terms)
                            .then(good -> unlessInUse(before.terms(), good))
                            .map(good -> before.set(good, kernel.now()))));
  }

  private Outcome<LifecycleTerms> unlessInUse(LifecycleTerms before, LifecycleTerms after) {
    Map<String, Long> caught =
        kernel.storage().lifecycleReads().accountsIn().entrySet().stream()
            .filter(e -> before.find(e.getKey()).isPresent() && after.find(e.getKey()).isEmpty())
            .collect(toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
    return caught.isEmpty()
        ? Outcome.done(after)
        : Outcome.refused(
            new StageInUse(
                caught.keySet().stream().sorted().toList(),
                Ints.saturatedCast(caught.values().stream().mapToLong(Long::longValue).sum())));
  }

  /** With every problem at once, those of guards included. */
  private Outcome<LifecycleTerms> sound(LifecycleTerms terms) {
    List<Violation> guards = problemsOfGuards(terms);
    return switch (terms.sound(requirable.keySet())) {
      case Outcome.Done<LifecycleTerms>(var good) ->
          guards.isEmpty() ? Outcome.done(good) : Outcome.refused(new Invalid(guards));
      case Outcome.Refused<LifecycleTerms>(var refusal) ->
          Outcome.refused(
              new Invalid(
                  ImmutableList.<Violation>builder()
                      .addAll(refusal.violations())
                      .addAll(guards)
                      .build()));
    };
  }

  private List<Violation> problemsOfGuards(LifecycleTerms terms) {
    ImmutableList.Builder<Violation> problems = ImmutableList.builder();
    for (int i = 0; i < terms.transitions().size(); i++) {
      String guard = terms.transitions().get(i).guard();
      if (guard != null && !guard.isBlank() && guard.length() <= StageTransition.LONGEST_GUARD) {
        String at = "transitions/" + i + "/guard";
        FactConditions.problems(guard, facts)
            .forEach(p -> problems.add(Violation.at(at, "condition", p.text())));
      }
    }
    return problems.build();
  }
}
