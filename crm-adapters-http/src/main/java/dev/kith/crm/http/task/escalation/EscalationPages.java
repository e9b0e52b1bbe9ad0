package dev.kith.crm.http.task.escalation;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.calendar.BusinessCalendars.Calendars;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.task.escalation.EscalationPolicies;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.escalation.EscalationPolicy;
import dev.kith.crm.domain.task.escalation.EscalationPolicyId;
import dev.kith.crm.domain.task.escalation.EscalationTerms;
import dev.kith.crm.domain.task.escalation.EscalationTerms.Since;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Escalation policies: all of them on one page, and a form for each. */
public final class EscalationPages {

  private static final String PATH = "/escalation";
  private static final Splitter STEPS = Splitter.on('/');

  private EscalationPages() {}

  record PolicyList(List<EscalationPolicy> policies, Map<UUID, String> names, boolean changeable) {

    PolicyList {
      policies = ImmutableList.copyOf(policies);
      names = ImmutableMap.copyOf(names);
    }
  }

  /** Somebody before whom tasks can be brought. */
  record Choice(String code, String label) {}

  /** Choices under a heading. */
  record Group(String label, List<Choice> choices) {
    Group {
      choices = ImmutableList.copyOf(choices);
    }
  }

  /**
   * What a policy would do that is written but not saved.
   *
   * @param names of people, teams and roles
   */
  record Preview(EscalationTerms terms, Map<UUID, String> names) {
    Preview {
      names = ImmutableMap.copyOf(names);
    }
  }

  /**
   * @param policy null for a new one
   * @param preview null where none was asked for
   */
  record PolicyPage(
      @Nullable EscalationPolicy policy,
      EscalationForm form,
      long version,
      List<Group> targets,
      List<BusinessCalendar> calendars,
      boolean changeable,
      @Nullable Preview preview,
      Problems problems) {

    PolicyPage {
      targets = ImmutableList.copyOf(targets);
      calendars = ImmutableList.copyOf(calendars);
    }

    String action() {
      return policy == null ? PATH : PATH + "/" + policy.id();
    }

    static String since(Since since) {
      return EscalationWords.since(since);
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(PATH, EscalationPages::list);
    // Before the pages of one policy: addresses are tried in order.
    routes.get(PATH + "/new", EscalationPages::blank);
    routes.get(
        PATH + "/{id}",
        visit ->
            onPolicy(
                visit,
                policy ->
                    show(
                        visit,
                        200,
                        policy,
                        EscalationForm.of(policy),
                        policy.revision().version(),
                        null,
                        Problems.NONE)));
    routes.post(PATH, visit -> save(visit, null));
    routes.post(PATH + "/{id}", visit -> onPolicy(visit, policy -> save(visit, policy)));
    step(routes, "activate", Notice.ESCALATION_ACTIVATED);
    step(routes, "pause", Notice.ESCALATION_PAUSED);
    step(routes, "delete", Notice.ESCALATION_DELETED);
  }

  private static void step(PageRoutes routes, String name, Notice done) {
    routes.post(
        PATH + "/{id}/" + name,
        visit ->
            onPolicy(
                visit,
                policy ->
                    visit.with(
                        switch (name) {
                          case "activate" -> policies(visit).activate(policy.id());
                          case "pause" -> policies(visit).pause(policy.id());
                          default -> policies(visit).delete(policy.id());
                        },
                        changed -> visit.go(PATH, done))));
  }

  private static void list(Visit visit) {
    visit.with(
        policies(visit).list(),
        all ->
            visit.show(
                "task/escalation/policies.jte",
                "Escalation",
                Section.ESCALATION,
                new PolicyList(
                    all,
                    names(visit, all.stream().map(EscalationPolicy::terms)),
                    mayChange(visit))));
  }

  private static Map<UUID, String> names(Visit visit, Stream<EscalationTerms> all) {
    return visit
        .crm()
        .names()
        .of(all.flatMap(terms -> terms.levels().stream()).map(level -> level.to().id()).toList());
  }

  private static void blank(Visit visit) {
    if (mayChange(visit)) {
      show(visit, 200, null, EscalationForm.empty(), 0, null, Problems.NONE);
    } else {
      visit.error(ErrorPage.FORBIDDEN);
    }
  }

  private static void save(Visit visit, @Nullable EscalationPolicy policy) {
    EscalationForm form = EscalationForm.sent(visit);
    long version = visit.number("version").orElse(0L);
    Outcome<EscalationTerms> read = read(visit, form);
    if (visit.form("act").equals("preview")
        && read instanceof Outcome.Done<EscalationTerms>(var terms)) {
      Preview preview = new Preview(terms, names(visit, Stream.of(terms)));
      show(visit, 200, policy, form, version, preview, Problems.NONE);
      return;
    }
    Outcome<EscalationPolicy> saved =
        read.then(terms ->
            policy == null
                ? policies(visit).write(terms)
                : visit.crm().expecting(version).escalationPolicies().rewrite(policy.id(), terms));
    SavedForm.answer(
        saved,
        version,
        done -> visit.go(PATH, Notice.ESCALATION_SAVED),
        "Somebody changed the policy meanwhile. What you save now replaces theirs.",
        EscalationPages::problems,
        (status, seen, problems) -> show(visit, status, policy, form, seen, null, problems));
  }

  private static Outcome<EscalationTerms> read(Visit visit, EscalationForm form) {
    Checks checks = new Checks();
    EscalationTerms terms = form.read(checks);
    checks.addAll(policies(visit).problemsOf(terms).stream().map(form::inForm).toList());
    return checks.orRefuse(() -> terms);
  }

  /** Of a level it is said which, at the very field: {@code /levels/1/after} is after-1. */
  private static Problems problems(Refusal refusal) {
    Problems whole = Problems.of(refusal);
    Map<String, List<String>> fields = new LinkedHashMap<>(whole.byField());
    fields.remove("levels");
    for (Violation violation : refusal.violations()) {
      List<String> steps = STEPS.splitToList(violation.pointer());
      if (steps.size() > 3 && steps.get(1).equals("levels")) {
        String text = "Level " + (Integer.parseInt(steps.get(2)) + 1) + ": " + violation.message();
        fields.computeIfAbsent(steps.get(3) + "-" + steps.get(2), f -> new ArrayList<>()).add(text);
      } else if (steps.size() > 1 && steps.get(1).equals("levels")) {
        fields.computeIfAbsent("levels", f -> new ArrayList<>()).add(violation.message());
      }
    }
    return new Problems(fields, whole.general());
  }

  private static void onPolicy(Visit visit, Consumer<EscalationPolicy> next) {
    visit.on(EscalationPolicyId::new, policies(visit)::get, next);
  }

  private static void show(
      Visit visit,
      int status,
      @Nullable EscalationPolicy policy,
      EscalationForm form,
      long version,
      @Nullable Preview preview,
      Problems problems) {
    Workspace all = visit.wholeCrm().as(Actor.SYSTEM);
    visit.show(
        status,
        "task/escalation/policy.jte",
        policy == null ? "New escalation policy" : policy.name(),
        Section.ESCALATION,
        new PolicyPage(
            policy,
            form,
            version,
            targets(visit, all),
            all.businessCalendars().list().map(Calendars::calendars).orElseThrow(),
            mayChange(visit),
            preview,
            problems));
  }

  /** Names of teams and roles are no secret to whoever writes policies. */
  private static List<Group> targets(Visit visit, Workspace all) {
    List<Choice> people =
        visit.owners().stream()
            .map(person -> new Choice("user|" + person.id(), person.name()))
            .toList();
    List<Choice> teams =
        all
            .teams()
            .list(ListQuery.all(all.teams().fields()).limitedTo(ListQuery.LARGEST_LIMIT))
            .orElseThrow()
            .items()
            .stream()
            .map(team -> new Choice("team|" + team.id(), team.name()))
            .toList();
    var roles =
        all.roles()
            .list(ListQuery.all(all.roles().fields()).limitedTo(ListQuery.LARGEST_LIMIT))
            .orElseThrow()
            .items();
    return List.of(
        new Group(
            "Managers, by role in the owner’s team",
            roles.stream().map(r -> new Choice("manager|" + r.id(), r.name())).toList()),
        new Group("People", people),
        new Group("Teams", teams),
        new Group(
            "Everybody with the role",
            roles.stream().map(r -> new Choice("role|" + r.id(), r.name())).toList()));
  }

  private static boolean mayChange(Visit visit) {
    return visit.actor().may(new Permission(Feature.TASK, Action.ADMINISTER));
  }

  private static EscalationPolicies policies(Visit visit) {
    return visit.crm().escalationPolicies();
  }
}
