package dev.kith.crm.http.assignment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.assignment.AssignmentPools;
import dev.kith.crm.application.assignment.AssignmentPools.Trial;
import dev.kith.crm.application.assignment.AssignmentView;
import dev.kith.crm.application.assignment.Assignments.Explained;
import dev.kith.crm.application.calendar.BusinessCalendars.Calendars;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.AssignmentPool;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.assignment.Choice.PassedOver;
import dev.kith.crm.domain.assignment.PoolMember;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Language;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.FormRows;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Pools: all of them with what was assigned lately, a form for each, and who would be next. */
public final class PoolPages {

  private static final String PATH = "/assignment-pools";
  private static final int LATEST = 20;

  private PoolPages() {}

  /**
   * @param names of everybody who is named
   * @param now to see who is out of office
   */
  record PoolList(
      List<AssignmentPool> pools,
      List<AssignmentView> latest,
      Map<UUID, String> names,
      Instant now,
      boolean changeable) {

    PoolList {
      pools = ImmutableList.copyOf(pools);
      latest = ImmutableList.copyOf(latest);
      names = ImmutableMap.copyOf(names);
    }

    String name(UserId user) {
      return nameOf(names, user);
    }

    /** Who is out of office today, on the clock of Greenwich, which is near enough to look at. */
    boolean isAway(PoolMember member) {
      LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
      return pools.stream()
          .flatMap(pool -> pool.terms().members().stream())
          .filter(other -> other.user().equals(member.user()))
          .flatMap(other -> other.outOfOffice().stream())
          .anyMatch(absence -> absence.covers(today));
    }

    String other(PassedOver other) {
      return name(other.user()) + ": " + other.why().words();
    }
  }

  /**
   * @param country and language that were asked for
   */
  record Tried(String country, String language, @Nullable Explained explained, Problems problems) {
    static final Tried NOTHING = new Tried("", "", null, Problems.NONE);

    String who() {
      return explained == null || explained.choice().user() == null
          ? "Nobody"
          : explained.name(explained.choice().user());
    }

    String other(PassedOver other) {
      return explained == null ? "" : explained.name(other.user()) + ": " + other.why().words();
    }
  }

  /** Something to choose. */
  public record Option(String value, String label) {}

  /**
   * @param pool null for a new one
   */
  record PoolPage(
      @Nullable AssignmentPool pool,
      PoolForm form,
      long version,
      List<Option> people,
      List<Option> calendars,
      Tried tried,
      boolean changeable,
      Problems problems) {

    PoolPage {
      people = ImmutableList.copyOf(people);
      calendars = ImmutableList.copyOf(calendars);
    }

    String action() {
      return pool == null ? PATH : PATH + "/" + pool.id();
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(PATH, PoolPages::list);
    // Before the pages of one pool: addresses are tried in order.
    routes.get(PATH + "/new", PoolPages::blank);
    routes.get(
        PATH + "/{id}",
        visit ->
            onPool(
                visit,
                pool ->
                    show(
                        visit,
                        200,
                        pool,
                        PoolForm.of(pool),
                        pool.revision().version(),
                        tried(visit, pool),
                        Problems.NONE)));
    routes.post(PATH, visit -> save(visit, null));
    routes.post(PATH + "/{id}", visit -> onPool(visit, pool -> save(visit, pool)));
    routes.post(
        PATH + "/{id}/delete",
        visit ->
            onPool(
                visit,
                pool ->
                    visit.with(
                        pools(visit).delete(pool.id()),
                        gone -> visit.go(PATH, Notice.POOL_DELETED))));
  }

  private static void list(Visit visit) {
    visit.with(
        pools(visit).list(),
        all -> {
          List<AssignmentView> latest = latest(visit);
          Set<UUID> ids = new LinkedHashSet<>();
          all.forEach(pool -> {
            pool.terms().members().forEach(member -> ids.add(member.user().value()));
            if (pool.terms().fallback() != null) {
              ids.add(pool.terms().fallback().value());
            }
          });
          latest.forEach(view ->
              view.assignment().choice().others().forEach(other -> ids.add(other.user().value())));
          visit.show(
              "assignment/pools.jte",
              "Assignment",
              Section.POOLS,
              new PoolList(
                  all, latest, visit.crm().names().of(ids), visit.now(), mayChange(visit)));
        });
  }

  private static List<AssignmentView> latest(Visit visit) {
    return visit
        .crm()
        .assignments()
        .list(ListQuery.all(AssignmentView.CATALOGUE).limitedTo(LATEST))
        .map(Page::items)
        .orElseThrow();
  }

  private static void blank(Visit visit) {
    if (mayChange(visit)) {
      show(visit, 200, null, PoolForm.empty(), 0, Tried.NOTHING, Problems.NONE);
    } else {
      visit.error(ErrorPage.FORBIDDEN);
    }
  }

  private static void save(Visit visit, @Nullable AssignmentPool pool) {
    PoolForm form = PoolForm.sent(visit);
    long version = visit.number("version").orElse(0L);
    Outcome<AssignmentPool> saved =
        read(visit, form)
            .then(terms ->
                pool == null
                    ? pools(visit).setUp(terms)
                    : visit.crm().expecting(version).assignmentPools().rewrite(pool.id(), terms));
    SavedForm.answer(
        saved,
        version,
        done -> visit.go(PATH + "/" + done.id(), Notice.POOL_SAVED),
        "Somebody changed the pool meanwhile. What you save now replaces theirs.",
        PoolPages::problems,
        (status, seen, problems) -> show(visit, status, pool, form, seen, Tried.NOTHING, problems));
  }

  private static Outcome<PoolTerms> read(Visit visit, PoolForm form) {
    Checks checks = new Checks();
    PoolTerms terms = form.read(checks);
    if (!checks.passed()) {
      checks.addAll(pools(visit).problemsOf(terms));
    }
    return checks.orRefuse(() -> terms);
  }

  /** Those of a member stand at its fields. */
  private static Problems problems(Refusal refusal) {
    return Problems.of(
        refusal,
        pointer -> {
          String field = FormRows.field(pointer, "members", Map.of("outOfOffice", "away"));
          return field.isEmpty() ? Problems.firstStep(pointer) : field;
        });
  }

  /** Who would be next, where that is asked for. */
  private static Tried tried(Visit visit, AssignmentPool pool) {
    if (visit.query("try").isEmpty()) {
      return Tried.NOTHING;
    }
    String country = visit.query("from-country").strip();
    String language = visit.query("in-language").strip();
    Checks checks = new Checks();
    Trial trial =
        new Trial(
            null,
            checks.country("from-country", country),
            language.isEmpty() ? null : checks.take("in-language", Language.parse(language)));
    Outcome<Explained> outcome =
        checks.orRefuse(() -> trial).then(good -> pools(visit).tryOut(pool.id(), good));
    return switch (outcome) {
      case Outcome.Done<Explained>(var explained) ->
          new Tried(country, language, explained, Problems.NONE);
      case Outcome.Refused<Explained>(var refusal) ->
          new Tried(country, language, null, Problems.of(refusal));
    };
  }

  private static void onPool(Visit visit, Consumer<AssignmentPool> next) {
    visit.on(AssignmentPoolId::new, pools(visit)::get, next);
  }

  private static void show(
      Visit visit,
      int status,
      @Nullable AssignmentPool pool,
      PoolForm form,
      long version,
      Tried tried,
      Problems problems) {
    visit.show(
        status,
        "assignment/pool.jte",
        pool == null ? "New assignment pool" : pool.name(),
        Section.POOLS,
        new PoolPage(
            pool,
            form,
            version,
            people(visit, form),
            // What calendars are called is no secret to whoever keeps pools.
            visit
                .wholeCrm()
                .as(Actor.SYSTEM)
                .businessCalendars()
                .list()
                .map(Calendars::calendars)
                .orElseThrow()
                .stream()
                .map(calendar -> new Option(calendar.id().toString(), calendar.name()))
                .toList(),
            tried,
            mayChange(visit),
            problems));
  }

  /** Everybody who can own records, and whoever is in the pool already. */
  private static List<Option> people(Visit visit, PoolForm form) {
    Map<UUID, String> people = new LinkedHashMap<>();
    visit.owners().forEach(person -> people.put(person.id(), person.name()));
    List<UUID> missing = new ArrayList<>();
    form.members().forEach(row -> add(row.user(), people, missing));
    add(form.fallback(), people, missing);
    Map<UUID, String> names = visit.crm().names().of(missing);
    missing.forEach(id -> people.put(id, names.getOrDefault(id, id.toString())));
    return people.entrySet().stream()
        .map(person -> new Option(person.getKey().toString(), person.getValue()))
        .toList();
  }

  private static void add(String user, Map<UUID, String> people, List<UUID> missing) {
    ShapeCheck.uuid(user).filter(id -> !people.containsKey(id)).ifPresent(missing::add);
  }

  private static String nameOf(Map<UUID, String> names, UserId user) {
    return names.getOrDefault(user.value(), user.toString());
  }

  private static boolean mayChange(Visit visit) {
    return visit.actor().may(new Permission(Feature.ASSIGNMENT, Action.ADMINISTER));
  }

  private static AssignmentPools pools(Visit visit) {
    return visit.crm().assignmentPools();
  }
}
