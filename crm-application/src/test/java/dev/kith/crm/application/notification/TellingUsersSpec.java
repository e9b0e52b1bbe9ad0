package dev.kith.crm.application.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.automation.Firing;
import dev.kith.crm.application.automation.FiringView;
import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.notification.Notifications.Marked;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.notification.Message;
import dev.kith.crm.domain.notification.Notification;
import dev.kith.crm.domain.notification.NotificationId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.testkit.AccessFixtures;
import dev.kith.crm.testkit.AccessWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TellingUsersSpec {

  private final AccessWorld world = new AccessWorld();
  private final Notifier notifier = world.crm.notifier();

  private static Message message(String key) {
    return new Message(key, "test", "About " + key, null, null, null);
  }

  private List<String> texts(User user) {
    return all(user).stream().map(n -> n.message().text()).toList();
  }

  private List<Notification> all(User user) {
    Notifications own = own(user);
    return own.list(ListQuery.all(own.fields())).orElseThrow().items();
  }

  private Notifications own(User user) {
    return world.as(user).notifications();
  }

  @Nested
  class Who_is_told {

    @Test
    void is_a_user_the_members_of_a_team_or_the_holders_of_a_role() {
      TeamId north = world.team("North");
      Role seller = world.role("Seller", Grants.NONE);
      User una = world.user("Una User", seller.id());
      User otto = inTeam("Otto Other", north);

      assertThat(notifier.tell(Audience.of(una.id()), message("one"))).isEqualTo(1);
      assertThat(notifier.tell(new Audience.Members(north), message("team"))).isEqualTo(1);
      assertThat(notifier.tell(new Audience.Holders(seller.id()), message("role"))).isEqualTo(1);
      assertThat(notifier.tell(Audience.administrators(), message("admin"))).isEqualTo(1);
      assertThat(notifier.tell(new Audience.Users(Set.of()), message("nobody"))).isZero();

      assertThat(texts(una)).containsExactlyInAnyOrder("About one", "About role");
      assertThat(texts(otto)).containsExactly("About team");
      assertThat(texts(world.ada)).containsExactly("About admin");
    }

    private User inTeam(String name, TeamId team) {
      return world
          .asAda()
          .users()
          .register(
              new User.Profile(AccessFixtures.loginOf(name), name, Set.<RoleId>of(), Set.of(team)),
              AccessWorld.PASSWORD)
          .orElseThrow();
    }

    @Test
    void is_told_once_however_often_it_is_said() {
      User una = world.user("Una User");
      notifier.tell(Audience.of(una.id()), message("again"));
      assertThat(notifier.tell(Audience.of(una.id()), message("again"))).isZero();
      assertThat(
              notifier.tell(new Audience.Users(Set.of(una.id(), world.ada.id())), message("again")))
          .as("the other has not been told")
          .isEqualTo(1);
      assertThat(all(una)).hasSize(1);
    }

    @Test
    void hears_nothing_of_what_is_undone() {
      User una = world.user("Una User");
      world
          .storage
          .transactions()
          .run(() -> {
            notifier.tell(Audience.of(una.id()), message("undone"));
            return Outcome.refused(NotFound.of("nothing", una.id().value()));
          });
      assertThat(own(una).unread()).isZero();
    }
  }

  @Nested
  class Reading {

    private final User una = world.user("Una User");
    private final User otto = world.user("Otto Other");

    @Test
    void is_for_oneself_only_and_needs_no_permission() {
      notifier.tell(new Audience.Users(Set.of(una.id(), otto.id())), message("a"));
      NotificationId unas = all(una).getFirst().id();

      assertThat(own(otto).get(unas)).isEqualTo(gone(unas));
      assertThat(own(otto).markRead(unas)).isEqualTo(gone(unas));
      world.clock.advance(Duration.ofMinutes(5));
      Notification read = own(una).markRead(unas).orElseThrow();
      assertThat(read.readAt()).isEqualTo(world.clock.instant());
      world.clock.advance(Duration.ofMinutes(5));
      assertThat(own(una).markRead(unas)).isEqualTo(Outcome.done(read));
      assertThat(own(una).unread()).isZero();
      assertThat(own(otto).unread()).isEqualTo(1);
    }

    @Test
    void everything_leaves_what_came_since_it_was_looked_at() {
      notifier.tell(Audience.of(una.id()), message("seen"));
      var seen = world.clock.instant();
      world.clock.advance(Duration.ofSeconds(1));
      notifier.tell(Audience.of(una.id()), message("since"));

      assertThat(own(una).markAllRead(seen)).isEqualTo(Outcome.done(new Marked(1)));
      assertThat(own(una).unread()).isEqualTo(1);
      var repeated = world.as(una).idempotent("key");
      assertThat(repeated.notifications().markAllRead(null)).isEqualTo(Outcome.done(new Marked(1)));
      notifier.tell(Audience.of(una.id()), message("later"));
      assertThat(world.as(una).idempotent("key").notifications().markAllRead(null))
          .as("the same call again")
          .isEqualTo(Outcome.done(new Marked(1)));
      assertThat(own(una).unread()).isEqualTo(1);
    }

    @Test
    void is_counted_as_far_as_it_can_be_shown() {
      for (int i = 0; i < Notifications.MOST_COUNTED + 3; i++) {
        notifier.tell(Audience.of(una.id()), message("n" + i));
      }
      assertThat(own(una).unread()).isEqualTo(Notifications.MOST_COUNTED);
    }

    @Test
    void long_ago_is_forgotten_by_a_schedule() {
      notifier.tell(Audience.of(una.id()), message("read"));
      notifier.tell(Audience.of(otto.id()), message("unread"));
      own(una).markAllRead(null).orElseThrow();
      world.clock.advance(Notification.KEPT_READ.plusDays(2));
      world.crm.runDue();
      assertThat(all(una)).isEmpty();
      assertThat(all(otto)).hasSize(1);
      world.clock.advance(Notification.KEPT_UNREAD);
      world.crm.runDue();
      assertThat(all(otto)).isEmpty();
    }

    private Outcome<Notification> gone(NotificationId id) {
      return Outcome.refused(NotFound.of("notification", id.value()));
    }
  }

  @Nested
  class A_rule_that_notifies {

    private final User una = world.user("Una User");

    private void onCapture(RuleStep... then) {
      var rules = world.asAda().rules();
      Rule rule =
          rules
              .write(
                  new RuleDraft(
                      "Tell",
                      "lead",
                      List.of("lead.captured.v1"),
                      "",
                      List.of(then),
                      Repeat.ALWAYS,
                      0,
                      null,
                      null))
              .orElseThrow();
      rules.activate(rule.id()).orElseThrow();
    }

    private RuleStep notify(String to, String text) {
      return new RuleStep("notify", Map.of("to", to, "text", text, "detail", "{lead.email}"));
    }

    private List<String> done() {
      var rules = world.asAda().rules();
      return rules
          .firings(ListQuery.all(FiringView.CATALOGUE))
          .orElseThrow()
          .items()
          .getFirst()
          .firing()
          .trace()
          .steps()
          .stream()
          .map(Firing.Step::what)
          .toList();
    }

    private void capture(LeadDraft draft, User owner) {
      world.asAda().leads().capture(new Capture(draft, owner.id())).orElseThrow();
      world.crm.runDue();
    }

    @Test
    void tells_the_owner_a_user_or_those_of_a_role_with_facts_filled_in() {
      onCapture(
          notify("owner", "{lead.name} is yours"),
          notify("user/" + una.id(), "Look at {lead.name}"),
          notify("administrators", "{lead.name} came"),
          notify("role/" + Role.ADMINISTRATOR, "{lead.name} came"));
      capture(LeadDraft.named("Mara", "Vogel").email("mara@example.com"), una);

      assertThat(texts(una)).containsExactlyInAnyOrder("Mara Vogel is yours", "Look at Mara Vogel");
      Notification told = all(una).getFirst();
      assertThat(told.message().detail()).isEqualTo("mara@example.com");
      assertThat(String.valueOf(told.message().about())).startsWith("lead/");
      assertThat(texts(world.ada)).containsExactly("Mara Vogel came", "Mara Vogel came");
      assertThat(done()).containsOnly("One user was notified.");
    }

    @Test
    void says_so_where_there_is_nobody() {
      onCapture(notify("owner", "x"), notify("team/" + world.team("Empty"), "x"));
      world.asAda().leads().capture(new Capture(LeadDraft.named("Mara", "Vogel"))).orElseThrow();
      world.crm.runDue();
      assertThat(done())
          .containsExactly(
              "Nobody was notified: nobody owns it.", "Nobody was notified: there is nobody.");
    }

    @Test
    void must_say_whom() {
      for (String wrong : List.of("nobody", "user/", "user/7", "owner/" + una.id(), "team")) {
        RuleDraft draft =
            new RuleDraft(
                "Tell",
                "lead",
                List.of("lead.captured.v1"),
                "",
                List.of(notify(wrong, "x")),
                Repeat.ALWAYS,
                0,
                null,
                null);
        assertThat(world.asAda().rules().problemsOf(draft))
            .as(wrong)
            .containsExactly(
                Violation.at(
                    "then/0/parameters/to",
                    "parameter",
                    "It is owner, administrators, or user/…, team/… or role/… with an id."));
      }
    }
  }

  @Nested
  class A_rule_that_is_suspended {

    @Test
    void is_told_to_administrators_with_the_reason_once_each_time() {
      User una = world.user("Una User");
      Rule rule = inCircles();
      runInCircles(rule);

      Notification told = all(world.ada).getFirst();
      assertThat(told.message().text()).isEqualTo("The rule “In circles” was suspended");
      assertThat(told.message().detail())
          .isEqualTo("Rules set each other off: the event is the end of a chain of 8 steps.");
      assertThat(told.message().about()).isEqualTo(rule.subject());
      assertThat(told.message().cause()).isEqualTo("rule/" + rule.id() + "/1");
      assertThat(own(una).unread()).isZero();
      assertThat(own(world.ada).unread()).isEqualTo(1);

      runInCircles(rule);
      assertThat(own(world.ada).unread()).isEqualTo(2);
    }

    private Rule inCircles() {
      return world
          .asAda()
          .rules()
          .write(
              new RuleDraft(
                  "In circles",
                  "lead",
                  List.of("lead.noted.v1"),
                  "",
                  List.of(new RuleStep("lead.note", Map.of("text", "and again"))),
                  Repeat.ALWAYS,
                  0,
                  null,
                  null))
          .orElseThrow();
    }

    private void runInCircles(Rule rule) {
      world.asAda().rules().activate(rule.id()).orElseThrow();
      var leads = world.asAda().leads();
      var lead = leads.capture(new Capture(LeadDraft.named("Mara", "Vogel"))).orElseThrow();
      leads.note(lead.id(), "first").orElseThrow();
      world.crm.runDue();
    }
  }
}
