package dev.kith.crm.http.server;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.access.RoleView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.sample.SampleAccounts;
import dev.kith.crm.application.sample.SampleAssignments;
import dev.kith.crm.application.sample.SampleConversions;
import dev.kith.crm.application.sample.SampleData;
import dev.kith.crm.application.sample.SampleEngagement;
import dev.kith.crm.application.sample.SampleOpportunities;
import dev.kith.crm.application.sample.SamplePeople;
import dev.kith.crm.application.sample.SampleRates;
import dev.kith.crm.application.sample.SampleRoles;
import dev.kith.crm.application.sample.SampleStages;
import dev.kith.crm.application.sample.SampleTasks;
import dev.kith.crm.application.sample.SampleVisitors;
import dev.kith.crm.application.scoring.tracking.WebTracking;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.intake.contact.SuppressionDraft;
import dev.kith.crm.domain.intake.contact.SuppressionDraft.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** A small company to look around in. */
final class Demo {

  /** Everybody's in the demo: it protects nothing but sample data. */
  static final String PASSWORD = "look-around-in-kith";

  private static final Duration PAST = Duration.ofDays(180);

  private record Member(String login, String name, String role) {}

  private static final List<Member> MEMBERS =
      List.of(
          new Member("maria@example.com", "Maria Duarte", "Sales manager"),
          new Member("jonas@example.com", "Jonas Weber", "Sales representative"),
          new Member("aiko@example.com", "Aiko Tanaka", "Sales representative"));

  private Demo() {}

  /** Users in a team, and leads on which they have worked. */
  static void fill(Workspace workspace, Storage storage, WebTracking web, Instant now) {
    Map<String, RoleId> roles =
        workspace.roles().list(ListQuery.all(RoleView.CATALOGUE)).orElseThrow().items().stream()
            .collect(Collectors.toMap(RoleView::name, RoleView::id));
    Team team = workspace.teams().found("Sales").orElseThrow();
    ImmutableList.Builder<Actor> actors = ImmutableList.builder();
    for (Member member : MEMBERS) {
      RoleId role = roles.get(member.role);
      User.Profile profile =
          new User.Profile(
              member.login, member.name, role == null ? Set.of() : Set.of(role), Set.of(team.id()));
      User user = workspace.users().register(profile, PASSWORD).orElseThrow();
      actors.add(new Actor(Actor.Kind.USER, user.id(), user.name(), Grants.everything(), Set.of()));
    }
    SampleData.fill(storage, now, actors.build());
    accounts(storage, now, actors.build());
    SamplePeople.fill(workspace, actors.build());
    SampleRates.fill(workspace, now);
    SampleOpportunities.fill(storage, workspace, now, actors.build());
    SampleConversions.fill(storage, workspace, now, actors.build());
    SampleRoles.fill(workspace);
    SampleTasks.fill(workspace, now);
    SampleAssignments.fill(workspace, now);
    SampleEngagement.fill(workspace, now);
    SampleVisitors.fill(workspace, web);
    workspace
        .suppressions()
        .addAll(
            List.of(
                new SuppressionDraft(Kind.DOMAIN, "competitor.example", "Competitor", null),
                new SuppressionDraft(
                    Kind.ADDRESS,
                    "reception@bounces.example",
                    "Bounced three times",
                    now.plus(Duration.ofDays(90))),
                new SuppressionDraft(
                    Kind.NUMBER, "+49 30 901820", "Asked not to be called again", null)))
        .orElseThrow();
  }

  /** Accounts that have been there for half a year, in which they went through their stages. */
  private static void accounts(Storage storage, Instant now, List<Actor> actors) {
    AtomicReference<Instant> day = new AtomicReference<>(now.minus(PAST));
    // It is not closed, for the storage would be closed with it.
    Crm past = Crm.on(storage).background(false).clock(day::get).start();
    SampleAccounts.fill(past.as(actors.getFirst()), actors);
    SampleStages.fill(
        past.as(actors.getFirst()), () -> day.updateAndGet(then -> then.plus(Duration.ofDays(1))));
  }

  static List<String> logIns(String administrator) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add("Demo log-ins, all with the password " + PASSWORD + ":");
    lines.add("  " + administrator + "  (Administrator)");
    MEMBERS.forEach(m -> lines.add("  " + m.login + "  (" + m.role + ")"));
    return lines.build();
  }
}
