package dev.kith.crm.application.intake.duplicates.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.lead.Leads.Edit;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.MergeRefusal;
import dev.kith.crm.domain.intake.duplicates.merge.MergeStatus;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.testkit.MemoryStorage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MergingLeadsSpec {

  private final MemoryStorage storage = new MemoryStorage();
  private final Stickers stickers = new Stickers();
  private final Crm crm = Crm.on(storage).attached(stickers).background(false).start();
  private final Actor ada = Actors.administrator();
  private final Lead winner =
      captured(LeadDraft.named("Ada", "Lovelace").company("Engines").email("ada@engines.example"));
  private final Lead loser =
      captured(LeadDraft.named("Ada", "King").email("king@engines.example").phone("+442079460018"));

  @Nested
  class Leads_that_become_one {

    @Test
    void keep_what_was_picked_else_the_winners_own_and_what_only_others_have() {
      merge(Map.of("familyName", loser.id()));

      LeadContent content = lead(winner).content();
      assertThat(content)
          .isEqualTo(
              LeadDrafts.content(
                  LeadDraft.named("Ada", "King")
                      .company("Engines")
                      .email("ada@engines.example")
                      .phone("+442079460018")));
      assertThat(lead(winner).revision().version()).isEqualTo(2);
    }

    @Test
    void may_take_the_email_address_of_another() {
      merge(Map.of("email", loser.id()));
      assertThat(LeadField.EMAIL.textOf(lead(winner).content())).isEqualTo("king@engines.example");
    }

    @Test
    void leave_a_tombstone_that_names_the_winner() {
      merge(Map.of());
      Lead tombstone = lead(loser);
      assertThat(tombstone.mergedInto()).isEqualTo(winner.id());
      assertThat(tombstone.revision().isDeleted()).isTrue();
      assertThat(tombstone.content()).isEqualTo(loser.content());
      var view = crm.as(ada).leadQueries().get(loser.id()).orElseThrow();
      assertThat(crm.as(ada).leadQueries().standsFor(view)).isEqualTo(winner.id());
    }

    @Test
    void refuse_commands_on_the_tombstone_with_the_winners_id() {
      merge(Map.of());
      Outcome<Lead> refused =
          Outcome.refused(new LeadRefusal.Merged(loser.id().value(), winner.id().value()));
      var leads = crm.as(ada).leads();
      assertThat(leads.note(loser.id(), "called")).isEqualTo(refused);
      assertThat(leads.restore(loser.id())).isEqualTo(refused);
      assertThat(leads.delete(loser.id())).isEqualTo(refused);
      assertThat(leads.assign(loser.id(), null)).isEqualTo(refused);
    }

    @Test
    void show_the_history_of_all_of_them_on_the_winner() {
      crm.as(ada).leads().note(loser.id(), "called").orElseThrow();
      merge(Map.of());
      assertThat(crm.as(ada).leadQueries().timeline(winner.id(), null, 20).orElseThrow())
          .extracting(AuditEntry::action)
          .containsExactlyInAnyOrder(
              "lead.capture", "lead.capture", "lead.note", "lead.merge", "lead.merge");
    }

    @Test
    void have_the_tags_of_all_unless_those_of_one_are_picked() {
      tag(winner, "VIP", "fair");
      tag(loser, "vip", "hot");
      Merge merge = merge(Map.of());
      assertThat(tags(winner)).containsExactly("fair", "hot", "VIP");

      undo(merge).orElseThrow();
      merge(Map.of("tags", loser.id()));
      assertThat(tags(winner)).containsExactly("hot", "VIP");
    }

    @Test
    void take_along_what_is_attached() {
      stickers.on(loser, "red", "blue");
      stickers.on(winner, "green");
      merge(Map.of());
      assertThat(stickers.of(winner)).containsExactlyInAnyOrder("red", "blue", "green");
      assertThat(stickers.of(loser)).isEmpty();
    }

    @Test
    void count_the_campaigns_of_all_of_them() {
      Lead spring =
          captured(LeadDraft.named("Grace", "Hopper").with(LeadField.UTM_CAMPAIGN, "spring"));
      Lead autumn =
          captured(LeadDraft.named("Grace", "Murray").with(LeadField.UTM_CAMPAIGN, "autumn"));
      Merge merge =
          crm.as(ada)
              .merges()
              .merge(new Merges.Command(spring.id(), List.of(autumn.id()), Map.of(), Map.of()))
              .orElseThrow();
      assertThat(campaigns(spring)).containsExactlyInAnyOrder("spring", "autumn");

      crm.as(ada).merges().undo(merge.id()).orElseThrow();
      assertThat(campaigns(spring)).containsExactly("spring");
      assertThat(campaigns(autumn)).containsExactly("autumn");
    }

    private List<String> campaigns(Lead lead) {
      return storage.touches().of(lead.id()).stream()
          .map(touch -> touch.content().campaign().utmCampaign())
          .toList();
    }

    @Test
    void are_found_through_a_chain_of_merges() {
      merge(Map.of());
      Lead last = captured(LeadDraft.named("Augusta", "Byron"));
      crm.as(ada).merges().merge(command(last, List.of(winner), Map.of())).orElseThrow();

      var view = crm.as(ada).leadQueries().get(loser.id()).orElseThrow();
      assertThat(crm.as(ada).leadQueries().standsFor(view)).isEqualTo(last.id());
      assertThat(crm.as(ada).leadQueries().timeline(last.id(), null, 50).orElseThrow())
          .extracting(AuditEntry::subject)
          .contains(loser.subject(), winner.subject(), last.subject());
    }

    @Test
    void happen_once_under_an_idempotency_key() {
      Merges.Command command = command(winner, List.of(loser), Map.of());
      Merge first = crm.as(ada).idempotent("k").merges().merge(command).orElseThrow();
      assertThat(crm.as(ada).idempotent("k").merges().merge(command))
          .isEqualTo(Outcome.done(first));
    }
  }

  @Nested
  class A_merge_is_refused_and_nothing_is_changed {

    @Test
    void when_a_loser_was_edited_since_it_was_looked_at() {
      crm.as(ada).leads().note(loser.id(), "called").orElseThrow();
      assertRefused(
          new Merges.Command(winner.id(), List.of(loser.id()), Map.of(), Map.of(loser.id(), 1L)),
          new StaleVersion("lead", loser.id().toString(), 1, 2));
    }

    @Test
    void when_the_winner_was_edited_since() {
      crm.as(ada).leads().note(winner.id(), "called").orElseThrow();
      Outcome<Merge> stale =
          crm.as(ada).expecting(1).merges().merge(command(winner, List.of(loser), Map.of()));
      assertThat(stale)
          .isEqualTo(Outcome.refused(new StaleVersion("lead", winner.id().toString(), 1, 2)));
      assertThat(lead(loser)).isEqualTo(loser);
    }

    @Test
    void with_every_problem_of_the_command_at_once() {
      assertRefused(
          new Merges.Command(
              winner.id(), List.of(winner.id()), Map.of("shoeSize", loser.id()), Map.of()),
          new Invalid(
              List.of(
                  Violation.at("others", "same-lead", "Each lead can take part once only."),
                  Violation.at("fields/shoeSize", "unknown-field", "There is no field shoeSize."),
                  Violation.at(
                      "fields/shoeSize",
                      "not-one-of",
                      "Pick from one of the leads of the merge."))));
    }

    @Test
    void when_one_of_them_is_in_the_bin_or_gone_into_another() {
      crm.as(ada).leads().delete(loser.id()).orElseThrow();
      assertRefused(
          command(winner, List.of(loser), Map.of()), new LeadRefusal.Deleted(loser.id().value()));
    }

    @Test
    void when_one_of_them_is_not_there() {
      LeadId nobody = new LeadId(new UUID(0, 7));
      assertRefused(
          new Merges.Command(winner.id(), List.of(nobody), Map.of(), Map.of()),
          NotFound.of("lead", nobody.value()));
    }

    @Test
    void to_somebody_who_may_not_delete_the_losers() {
      Actor editor = actor(Map.of(Action.VIEW, Scope.ALL, Action.EDIT, Scope.ALL));
      assertThat(crm.as(editor).merges().merge(command(winner, List.of(loser), Map.of())))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden("lead:delete", "This needs the permission lead:delete.")));
      assertThat(lead(winner)).isEqualTo(winner);
    }

    @Test
    void to_somebody_who_does_not_see_them() {
      Actor rep =
          actor(Map.of(Action.VIEW, Scope.OWN, Action.EDIT, Scope.OWN, Action.DELETE, Scope.OWN));
      assertThat(crm.as(rep).merges().merge(command(winner, List.of(loser), Map.of())))
          .isEqualTo(Outcome.refused(NotFound.of("lead", winner.id().value())));
    }

    private Actor actor(Map<Action, Scope> onLeads) {
      Map<Permission, Scope> scopes = new HashMap<>();
      onLeads.forEach((a, scope) -> scopes.put(new Permission(Feature.LEAD, a), scope));
      scopes.put(new Permission(Feature.DUPLICATE, Action.EDIT), Scope.ALL);
      return Actors.named("Eve", new Grants(scopes, Set.of()));
    }

    private void assertRefused(Merges.Command command, Refusal why) {
      Lead winnerBefore = lead(winner);
      Lead loserBefore = lead(loser);
      assertThat(crm.as(ada).merges().merge(command)).isEqualTo(Outcome.refused(why));
      assertThat(lead(winner)).isEqualTo(winnerBefore);
      assertThat(lead(loser)).isEqualTo(loserBefore);
      assertThat(crm.as(ada).merges().list(null, null, 9)).isEqualTo(Outcome.done(List.of()));
    }
  }

  @Nested
  class Undoing_a_merge {

    @Test
    void brings_everything_back() {
      stickers.on(loser, "red");
      stickers.on(winner, "green");
      Merge merge = merge(Map.of("email", loser.id(), "familyName", loser.id()));

      Merge undone = undo(merge).orElseThrow();

      assertThat(undone.status())
          .isEqualTo(new MergeStatus.Undone(undone.revision().updatedAt(), List.of()));
      assertSameBut(winner);
      assertSameBut(loser);
      assertThat(stickers.of(loser)).containsExactly("red");
      assertThat(stickers.of(winner)).containsExactly("green");
    }

    @Test
    void leaves_what_was_edited_since_and_names_it() {
      Merge merge = merge(Map.of("familyName", loser.id()));
      edit(winner, LeadField.FAMILY_NAME, "Byron");

      Merge undone = undo(merge).orElseThrow();

      assertThat(undone.status())
          .isEqualTo(new MergeStatus.Undone(undone.revision().updatedAt(), List.of("familyName")));
      assertThat(LeadField.FAMILY_NAME.textOf(lead(winner).content())).isEqualTo("Byron");
      assertThat(LeadField.PHONE.textOf(lead(winner).content())).isNull();
    }

    @Test
    void leaves_tags_that_came_and_went_since() {
      tag(winner, "VIP");
      tag(loser, "hot", "cold");
      Merge merge = merge(Map.of());
      tag(winner, "later");
      crm.as(ada).leads().untag(winner.id(), List.of("cold")).orElseThrow();

      Merge undone = undo(merge).orElseThrow();

      assertThat(undone.status())
          .isEqualTo(new MergeStatus.Undone(undone.revision().updatedAt(), List.of()));
      assertThat(tags(winner)).containsExactly("later", "VIP");
      assertThat(tags(loser)).containsExactly("cold", "hot");
    }

    @Test
    void happens_once() {
      Merge merge = merge(Map.of());
      undo(merge).orElseThrow();
      assertThat(undo(merge))
          .isEqualTo(Outcome.refused(new MergeRefusal.AlreadyUndone(merge.id().value())));
    }

    @Test
    void is_refused_while_somebody_else_has_a_losers_email_address() {
      Merge merge = merge(Map.of());
      Lead other = captured(LeadDraft.EMPTY.email("king@engines.example"));
      assertThat(undo(merge))
          .isEqualTo(
              Outcome.refused(
                  new LeadRefusal.EmailTaken("king@engines.example", other.id().value())));
      assertThat(lead(loser).mergedInto()).isEqualTo(winner.id());
      assertThat(LeadField.PHONE.textOf(lead(winner).content())).isEqualTo("+442079460018");
    }

    @Test
    void of_a_winner_that_was_merged_since_has_to_begin_with_the_later_merge() {
      Merge first = merge(Map.of());
      Lead last = captured(LeadDraft.named("Augusta", "Byron"));
      Merge second =
          crm.as(ada).merges().merge(command(last, List.of(winner), Map.of())).orElseThrow();

      assertThat(undo(first))
          .isEqualTo(
              Outcome.refused(new LeadRefusal.Merged(winner.id().value(), last.id().value())));
      undo(second).orElseThrow();
      undo(first).orElseThrow();
      assertSameBut(winner);
      assertSameBut(loser);
    }

    @Test
    void is_told_on_every_lead() {
      undo(merge(Map.of())).orElseThrow();
      for (Lead lead : List.of(winner, loser)) {
        assertThat(crm.as(ada).auditTrail().history(lead.subject(), null, 9).orElseThrow())
            .extracting(AuditEntry::action)
            .containsExactly("lead.undo-merge", "lead.merge", "lead.capture");
      }
      assertThat(crm.as(ada).auditTrail().verify().orElseThrow().isIntact()).isTrue();
    }
  }

  @Nested
  class Whatever_leads_are_merged {

    @Test
    void undoing_it_leads_back_to_where_it_began() {
      Seeded.cases(
          60,
          random -> {
            List<Lead> leads = new ArrayList<>();
            for (int i = 0; i < 2 + random.nextInt(3); i++) {
              Lead lead =
                  captured(
                      LeadDrafts.random(random)
                          .with(
                              LeadField.PHONE,
                              random.oneOf(null, "+4930" + random.between(100_000, 999_999))));
              if (random.percent(30)) {
                lead = crm.as(ada).leads().assign(lead.id(), ada.id()).orElseThrow();
              }
              if (random.percent(30)) {
                lead = crm.as(ada).leads().startWork(lead.id()).orElseThrow();
              }
              leads.add(lead);
            }
            Map<String, LeadId> picks = new LinkedHashMap<>();
            for (LeadField field : LeadField.values()) {
              if (random.percent(40)) {
                picks.put(field.code(), random.oneOf(leads.toArray(Lead[]::new)).id());
              }
            }
            if (random.percent(40)) {
              picks.put("owner", random.oneOf(leads.toArray(Lead[]::new)).id());
            }
            Outcome<Merge> merged =
                crm.as(ada)
                    .merges()
                    .merge(command(leads.getFirst(), leads.subList(1, leads.size()), picks));
            if (merged instanceof Outcome.Done<Merge>(var merge)) {
              undo(merge).orElseThrow();
            }
            leads.forEach(MergingLeadsSpec.this::assertSameBut);
          });
    }
  }

  /** The lead is as it was, but for its version and the moment of its last change. */
  private void assertSameBut(Lead before) {
    Lead now = lead(before);
    assertThat(now.content()).isEqualTo(before.content());
    assertThat(now.owner()).isEqualTo(before.owner());
    assertThat(now.status()).isEqualTo(before.status());
    assertThat(now.mergedInto()).isNull();
    assertThat(now.revision().isDeleted()).isFalse();
  }

  private Lead captured(LeadDraft draft) {
    return crm.as(ada).leads().capture(new Capture(draft)).orElseThrow();
  }

  private void edit(Lead lead, LeadField field, String text) {
    crm.as(ada).leads().edit(lead.id(), new Edit(Map.of(field, Optional.of(text)))).orElseThrow();
  }

  private void tag(Lead lead, String... tags) {
    crm.as(ada).leads().tag(lead.id(), List.of(tags)).orElseThrow();
  }

  private List<String> tags(Lead lead) {
    return lead(lead).content().tags().texts();
  }

  private Lead lead(Lead lead) {
    return storage.leads().find(lead.id()).orElseThrow();
  }

  private Merge merge(Map<String, LeadId> fields) {
    return crm.as(ada).merges().merge(command(winner, List.of(loser), fields)).orElseThrow();
  }

  private Outcome<Merge> undo(Merge merge) {
    return crm.as(ada).merges().undo(merge.id());
  }

  private static Merges.Command command(
      Lead winner, List<Lead> others, Map<String, LeadId> fields) {
    return new Merges.Command(
        winner.id(), others.stream().map(Lead::id).toList(), fields, Map.of());
  }

  /** Something that another feature keeps about leads. */
  private static final class Stickers implements Attached {

    private final Map<UUID, Subject> places = new HashMap<>();
    private final Map<UUID, String> colours = new HashMap<>();

    void on(Lead lead, String... added) {
      for (String colour : added) {
        UUID id = UUID.nameUUIDFromBytes((lead.id() + colour).getBytes(StandardCharsets.UTF_8));
        places.put(id, lead.subject());
        colours.put(id, colour);
      }
    }

    Set<@Nullable String> of(Lead lead) {
      Set<@Nullable String> found = new HashSet<>();
      places.forEach((id, subject) -> {
        if (subject.equals(lead.subject())) {
          found.add(colours.get(id));
        }
      });
      return found;
    }

    @Override
    public String name() {
      return "sticker";
    }

    @Override
    public List<UUID> move(Subject from, Subject to) {
      List<UUID> moved =
          places.entrySet().stream()
              .filter(e -> e.getValue().equals(from))
              .map(Map.Entry::getKey)
              .toList();
      moved.forEach(id -> places.put(id, to));
      return moved;
    }

    @Override
    public void moveBack(List<UUID> moved, Subject from, Subject to) {
      moved.forEach(id -> places.replace(id, to, from));
    }
  }
}
