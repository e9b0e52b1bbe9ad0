package dev.kith.crm.http.relationship;

import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.application.relationship.RelationshipView;
import dev.kith.crm.application.relationship.Relationships;
import dev.kith.crm.application.relationship.Relationships.Begin;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.RelationshipId;
import dev.kith.crm.domain.relationship.RelationshipRefusal;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.relationship.Stance;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.contact.NamedContact;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Visit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The form in which somebody gets a role, and the page of each. */
public final class RelationshipPages {

  private static final String NEW = "/relationships/new";

  private RelationshipPages() {}

  /** For which record somebody gets a role. */
  record About(
      Target target,
      String name,
      @Nullable AccountId account,
      @Nullable UserId owner,
      boolean live) {}

  /** The page of a relationship. */
  record RelationshipPage(
      RelationshipView view, boolean changeable, Map<String, String> typed, Problems problems) {

    RelationshipPage {
      typed = Map.copyOf(typed);
    }

    String typed(String field) {
      return typed.getOrDefault(field, "");
    }

    @Nullable Instant until(int phase) {
      Relationship relationship = view.relationship();
      return phase + 1 < relationship.phases().size()
          ? relationship.phases().get(phase + 1).from()
          : relationship.validTo();
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(NEW, visit -> onTarget(visit, about -> blank(visit, about)));
    routes.post(NEW, visit -> onTarget(visit, about -> create(visit, about)));
    routes.get(
        "/relationships/{id}",
        visit -> onRelationship(visit, view -> show(visit, 200, view, Problems.NONE)));
    step(
        routes,
        "weigh",
        Notice.CONTACT_ROLE_WEIGHED,
        (visit, view) ->
            relationships(visit).weigh(view.relationship().id(), influence(visit), stance(visit)));
    step(
        routes,
        "primary",
        Notice.CONTACT_ROLE_PRIMARY,
        (visit, view) -> relationships(visit).makePrimary(view.relationship().id()));
    step(routes, "end", Notice.CONTACT_ROLE_ENDED, RelationshipPages::end);
  }

  private static void step(
      PageRoutes routes,
      String name,
      Notice done,
      BiFunction<Visit, RelationshipView, Outcome<Relationship>> act) {
    routes.post(
        "/relationships/{id}/" + name,
        visit ->
            onRelationship(
                visit,
                view -> {
                  switch (act.apply(visit, view)) {
                    case Outcome.Done<Relationship> d ->
                        visit.go(RoleWords.href(view.relationship().target()), done);
                    case Outcome.Refused<Relationship>(var refusal) ->
                        show(visit, Visit.statusOf(refusal), view, Problems.of(refusal));
                  }
                }));
  }

  private static Outcome<Relationship> end(Visit visit, RelationshipView view) {
    Checks checks = new Checks();
    Instant at = moment(visit, checks, "at");
    return checks
        .orRefuse(() -> view)
        .then(good -> relationships(visit).end(view.relationship().id(), at));
  }

  private static void blank(Visit visit, About about) {
    form(
        visit,
        200,
        about,
        Map.of("influence", String.valueOf(RelationshipDraft.USUAL_INFLUENCE)),
        Problems.NONE);
  }

  private static void create(Visit visit, About about) {
    Checks checks = new Checks();
    ContactId contact = NamedContact.id(visit, checks, "contact", visit.form("contact"));
    Instant from = moment(visit, checks, "validFrom");
    if (visit.form("role").isEmpty()) {
      checks.add("role", "required", "Say which role the contact has.");
    }
    Outcome<Relationship> begun =
        contact == null || !checks.passed()
            ? checks.orRefuse(() -> {
              throw new IllegalStateException("nobody, and nothing wrong with it");
            })
            : relationships(visit)
                .begin(
                    new Begin(
                        contact,
                        about.target(),
                        RelationshipDraft.of(visit.form("role"))
                            .weighing(influence(visit), stance(visit))
                            .valid(from, null),
                        visit.form("primary").equals("on")));
    switch (begun) {
      case Outcome.Done<Relationship> done ->
          visit.go(RoleWords.href(about.target()), Notice.CONTACT_ROLE_GIVEN);
      case Outcome.Refused<Relationship>(var refusal) ->
          form(visit, Visit.statusOf(refusal), about, visit.form(), problems(refusal));
    }
  }

  /** Some refusals belong to a field of the form, though the port does not know forms. */
  private static Problems problems(Refusal refusal) {
    return switch (refusal) {
      case RelationshipRefusal.UnknownContact unknown ->
          Problems.at("contact", "There is no such contact.");
      case RelationshipRefusal.UnknownRole unknown -> Problems.at("role", refusal.detail());
      case RelationshipRefusal.RoleTaken taken -> Problems.at("role", refusal.detail());
      default -> Problems.of(refusal);
    };
  }

  private static void form(
      Visit visit, int status, About about, Map<String, String> typed, Problems problems) {
    RoleTerms roles =
        visit
            .crm()
            .contactRoles()
            .catalogue()
            .get()
            .map(c -> c.terms())
            .orElse(new RoleTerms(List.of()));
    visit.show(
        status,
        "relationship/form.jte",
        "Give somebody a role",
        RoleWords.section(about.target().kind()),
        new RelationshipForm(
            about.target(),
            about.name(),
            typed,
            roles.fitting(about.target().kind()),
            colleagues(visit, about),
            problems));
  }

  /** Those at the account are offered before anything is typed. */
  private static List<String> colleagues(Visit visit, About about) {
    AccountId account = about.account();
    return account == null
        ? List.of()
        : NamedContact.found(
            visit,
            ListQuery.all(visit.crm().contactQueries().fields())
                .where(new Filter.Compare("account", Filter.Op.EQ, List.of(account.value()))));
  }

  private static void show(Visit visit, int status, RelationshipView view, Problems problems) {
    Target target = view.relationship().target();
    visit.show(
        status,
        "relationship/detail.jte",
        view.contactName() + ", " + view.roleName(),
        RoleWords.section(target.kind()),
        new RelationshipPage(
            view,
            view.relationship().isLasting()
                && about(visit, target).filter(about -> mayEdit(visit, about)).isPresent(),
            visit.form(),
            problems));
  }

  private static void onTarget(Visit visit, Consumer<About> next) {
    Arrays.stream(TargetKind.values())
        .flatMap(kind -> visit.queryId(kind.code()).map(id -> new Target(kind, id)).stream())
        .findFirst()
        .flatMap(target -> about(visit, target))
        .ifPresentOrElse(
            about -> {
              if (mayEdit(visit, about)) {
                next.accept(about);
              } else {
                visit.error(ErrorPage.FORBIDDEN);
              }
            },
            () -> visit.error(ErrorPage.NOT_FOUND));
  }

  private static Optional<About> about(Visit visit, Target target) {
    return switch (target.kind()) {
      case ACCOUNT ->
          switch (visit.crm().accountQueries().get(new AccountId(target.id()))) {
            case Outcome.Done<AccountView>(var account) ->
                Optional.of(
                    new About(
                        target,
                        account.displayName(),
                        account.id(),
                        account.owner(),
                        !account.revision().isDeleted()));
            case Outcome.Refused<AccountView> refused -> Optional.empty();
          };
      case OPPORTUNITY ->
          switch (visit.crm().opportunityQueries().get(new OpportunityId(target.id()))) {
            case Outcome.Done<OpportunityView>(var deal) ->
                Optional.of(
                    new About(
                        target,
                        deal.displayName(),
                        deal.account(),
                        deal.owner(),
                        !deal.revision().isDeleted()));
            case Outcome.Refused<OpportunityView> refused -> Optional.empty();
          };
    };
  }

  private static boolean mayEdit(Visit visit, About about) {
    Feature feature =
        switch (about.target().kind()) {
          case ACCOUNT -> Feature.ACCOUNT;
          case OPPORTUNITY -> Feature.OPPORTUNITY;
        };
    return about.live() && visit.reaching(feature, about.owner()).contains(Action.EDIT);
  }

  private static void onRelationship(Visit visit, Consumer<RelationshipView> next) {
    visit.on(RelationshipId::new, visit.crm().contactRoles().queries()::get, next);
  }

  private static @Nullable Integer influence(Visit visit) {
    return visit.number("influence").map(Long::intValue).orElse(null);
  }

  private static @Nullable Stance stance(Visit visit) {
    return Arrays.stream(Stance.values())
        .filter(stance -> stance.name().equals(visit.form("stance")))
        .findFirst()
        .orElse(null);
  }

  /** The beginning of a day that somebody wrote; null where it is today, or nothing was written. */
  private static @Nullable Instant moment(Visit visit, Checks checks, String field) {
    String text = visit.form(field);
    LocalDate day = text.isBlank() ? null : CivilTimes.date(checks, field, text.strip());
    ZoneId zone = visit.zone().orElse(ZoneOffset.UTC);
    return day == null || day.equals(LocalDate.ofInstant(visit.now(), zone))
        ? null
        : day.atStartOfDay(zone).toInstant();
  }

  private static Relationships relationships(Visit visit) {
    return visit.crm().contactRoles().relationships();
  }
}
