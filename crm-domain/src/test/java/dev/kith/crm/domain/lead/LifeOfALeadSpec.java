package dev.kith.crm.domain.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.LeadStatus.Name;
import dev.kith.crm.domain.lead.LeadStatus.Reason;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifeOfALeadSpec {

  private static final Instant NOW = Leads.CAPTURED.plus(Duration.ofHours(3));
  private static final Instant UNTIL = NOW.plus(Duration.ofDays(30));
  private static final UserId OLGA = Actors.userId("Olga");

  /** The commands that lead to a state. */
  private static final Map<Name, Function<Lead, Outcome<Change<Lead>>>> COMMANDS =
      new EnumMap<>(
          Map.of(
              Name.WORKING, lead -> lead.startWork(NOW),
              Name.NURTURING, lead -> lead.nurture(NOW),
              Name.QUALIFIED, lead -> lead.qualify(NOW),
              Name.DISQUALIFIED, lead -> lead.disqualify(Reason.NO_NEED, "has one", NOW),
              Name.RECYCLED, lead -> lead.recycle(UNTIL, NOW)));

  @Nested
  class A_captured_lead {

    @Test
    void is_new_at_version_one_and_says_what_is_known() {
      LeadId id = Leads.anId();
      LeadContent content = LeadDrafts.content(LeadDrafts.complete());
      assertThat(Lead.capture(id, content, OLGA, NOW))
          .isEqualTo(
              Change.of(
                  new Lead(id, Revision.first(NOW), content, OLGA, new LeadStatus.New(NOW)),
                  new LeadEvent.Captured(id, content.profile(), content.attribution(), OLGA)));
    }

    @Test
    void is_called_by_its_name_else_its_company_else_its_email_address() {
      assertThat(Leads.from(LeadDrafts.ada()).content().profile().displayName())
          .isEqualTo("Ada Lovelace");
      assertThat(
              Leads.from(LeadDraft.EMPTY.with(LeadField.FAMILY_NAME, "Lovelace").company("X"))
                  .content()
                  .profile()
                  .displayName())
          .isEqualTo("Lovelace");
      assertThat(Leads.from(LeadDrafts.company("Engines")).content().profile().displayName())
          .isEqualTo("Engines");
      assertThat(Leads.from(LeadDraft.EMPTY.email("a@x.example")).content().profile().displayName())
          .isEqualTo("a@x.example");
    }
  }

  @Nested
  class A_step_to_another_state {

    @Test
    void is_done_where_it_is_allowed() {
      Map<Name, LeadStatus> states =
          Map.of(
              Name.WORKING, new LeadStatus.Working(NOW),
              Name.NURTURING, new LeadStatus.Nurturing(NOW),
              Name.QUALIFIED, new LeadStatus.Qualified(NOW),
              Name.DISQUALIFIED, new LeadStatus.Disqualified(NOW, Reason.NO_NEED, "has one"),
              Name.RECYCLED, new LeadStatus.Recycled(NOW, UNTIL));
      allowed()
          .forEach((from, targets) ->
              targets.stream()
                  .filter(COMMANDS::containsKey)
                  .forEach(to -> {
                    Lead lead = Leads.in(from);
                    Lead next =
                        new Lead(
                            lead.id(),
                            lead.revision().next(NOW),
                            lead.content(),
                            null,
                            states.get(to));
                    assertThat(COMMANDS.get(to).apply(lead))
                        .as("%s to %s", from, to)
                        .isEqualTo(Outcome.done(Change.of(next, eventOf(to, lead.id()))));
                  }));
    }

    @Test
    void is_refused_elsewhere_with_what_is_allowed_instead() {
      allowed()
          .forEach((from, targets) ->
              COMMANDS.forEach((to, command) -> {
                if (!targets.contains(to) && from != Name.CONVERTED) {
                  assertThat(command.apply(Leads.in(from)))
                      .isEqualTo(
                          Outcome.refused(
                              new InvalidTransition(
                                  "lead",
                                  from.name(),
                                  to.name(),
                                  targets.stream().map(Enum::name).toList())));
                }
              }));
    }

    @Test
    void says_in_a_sentence_where_one_can_go() {
      assertThat(
              new InvalidTransition("lead", "DISQUALIFIED", "WORKING", List.of("RECYCLED"))
                  .detail())
          .isEqualTo("A lead cannot go from DISQUALIFIED to WORKING; allowed from here: RECYCLED.");
      assertThat(new InvalidTransition("lead", "CONVERTED", "NEW", List.of()).detail())
          .isEqualTo("A lead cannot go from CONVERTED to NEW; allowed from here: nothing.");
    }

    /**
     * Written down here once more: the life cycle is a promise to the business, not an accident of
     * the code.
     */
    private static Map<Name, List<Name>> allowed() {
      return Map.of(
          Name.NEW, List.of(Name.WORKING, Name.NURTURING, Name.QUALIFIED, Name.DISQUALIFIED),
          Name.WORKING, List.of(Name.NURTURING, Name.QUALIFIED, Name.DISQUALIFIED, Name.RECYCLED),
          Name.NURTURING, List.of(Name.WORKING, Name.QUALIFIED, Name.DISQUALIFIED, Name.RECYCLED),
          Name.QUALIFIED,
              List.of(
                  Name.WORKING, Name.NURTURING, Name.CONVERTED, Name.DISQUALIFIED, Name.RECYCLED),
          Name.CONVERTED, List.of(),
          Name.DISQUALIFIED, List.of(Name.RECYCLED),
          Name.RECYCLED, List.of(Name.NEW, Name.WORKING, Name.DISQUALIFIED));
    }

    private static LeadEvent eventOf(Name to, LeadId id) {
      return switch (to) {
        case WORKING -> new LeadEvent.WorkStarted(id);
        case NURTURING -> new LeadEvent.NurturingStarted(id);
        case QUALIFIED -> new LeadEvent.Qualified(id);
        case DISQUALIFIED -> new LeadEvent.Disqualified(id, Reason.NO_NEED);
        case RECYCLED -> new LeadEvent.Recycled(id, UNTIL);
        case NEW, CONVERTED -> throw new IllegalArgumentException("no command leads to " + to);
      };
    }
  }

  @Nested
  class A_lead_that_is_put_aside {

    private final Lead recycled = Leads.in(new LeadStatus.Recycled(Leads.CAPTURED, UNTIL));

    @Test
    void comes_back_at_a_moment_that_lies_ahead() {
      Lead working = Leads.in(Name.WORKING);
      Outcome<Change<Lead>> notAhead =
          Outcome.refused(
              Invalid.of(
                  Violation.at(
                      "until",
                      "not-in-future",
                      "The moment to come back must lie in the future.")));
      assertThat(working.recycle(NOW, NOW)).isEqualTo(notAhead);
      assertThat(working.recycle(NOW.minusSeconds(1), NOW)).isEqualTo(notAhead);
      assertThat(working.recycle(NOW.plusNanos(999), NOW)).isEqualTo(notAhead);
      assertThat(working.recycle(NOW.plusNanos(1_000), NOW)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void comes_back_within_ten_years() {
      Lead working = Leads.in(Name.WORKING);
      assertThat(working.recycle(NOW.plus(Lead.LONGEST_REST), NOW))
          .isInstanceOf(Outcome.Done.class);
      assertThat(List.of(NOW.plus(Lead.LONGEST_REST).plusNanos(1_000), Instant.MAX))
          .allSatisfy(until ->
              assertThat(working.recycle(until, NOW))
                  .isEqualTo(
                      Outcome.refused(
                          Invalid.of(
                              Violation.at(
                                  "until",
                                  "too-far",
                                  "A lead is put aside for at most 3650 days.")))));
    }

    @Test
    void is_new_again_when_its_moment_has_come() {
      assertThat(recycled.reawaken(UNTIL))
          .isEqualTo(
              Change.of(
                  new Lead(
                      recycled.id(),
                      recycled.revision().next(UNTIL),
                      recycled.content(),
                      null,
                      new LeadStatus.New(UNTIL)),
                  new LeadEvent.Reawakened(recycled.id())));
    }

    @Test
    void stays_aside_before_that_and_in_the_bin() {
      assertThat(recycled.reawaken(UNTIL.minusNanos(1_000))).isEqualTo(Change.none(recycled));
      Lead binned = Leads.deleted(recycled);
      assertThat(binned.reawaken(UNTIL)).isEqualTo(Change.none(binned));
    }

    @Test
    void may_be_woken_twice() {
      Lead awake = recycled.reawaken(UNTIL).next();
      assertThat(awake.reawaken(UNTIL)).isEqualTo(Change.none(awake));
    }
  }

  @Nested
  class A_disqualified_lead {

    @Test
    void keeps_the_reason_and_a_comment_that_may_be_missing() {
      assertThat(
              Leads.aNewLead()
                  .disqualify(Reason.COMPETITOR, "  ", NOW)
                  .orElseThrow()
                  .next()
                  .status())
          .isEqualTo(new LeadStatus.Disqualified(NOW, Reason.COMPETITOR, null));
      assertThat(
              Leads.aNewLead()
                  .disqualify(Reason.OTHER, " two\nlines ", NOW)
                  .orElseThrow()
                  .next()
                  .status())
          .isEqualTo(new LeadStatus.Disqualified(NOW, Reason.OTHER, "two\nlines"));
    }

    @Test
    void has_no_endless_comment() {
      assertThat(Leads.aNewLead().disqualify(Reason.OTHER, "x".repeat(1_001), NOW))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "comment", "too-long", "At most 1000 characters are allowed."))));
    }
  }

  @Nested
  class An_open_lead {

    private final Lead lead = Leads.aNewLead();

    @Test
    void is_edited_and_names_what_changed() {
      LeadContent content =
          LeadDrafts.content(LeadDrafts.ada().company("Other Ltd").with(LeadField.CITY, "London"));
      assertThat(lead.edit(content, NOW))
          .isEqualTo(
              Outcome.done(
                  Change.of(
                      new Lead(lead.id(), lead.revision().next(NOW), content, null, lead.status()),
                      new LeadEvent.Edited(lead.id(), List.of("company", "city")))));
    }

    @Test
    void does_not_change_when_nothing_is_different() {
      assertThat(lead.edit(lead.content(), NOW)).isEqualTo(Outcome.done(Change.none(lead)));
      assertThat(lead.assign(null, NOW)).isEqualTo(Outcome.done(Change.none(lead)));
      assertThat(lead.restore(NOW)).isEqualTo(Outcome.done(Change.none(lead)));
    }

    @Test
    void is_given_to_somebody_or_to_nobody() {
      Lead olgas =
          new Lead(lead.id(), lead.revision().next(NOW), lead.content(), OLGA, lead.status());
      assertThat(lead.assign(OLGA, NOW))
          .isEqualTo(Outcome.done(Change.of(olgas, new LeadEvent.Assigned(lead.id(), null, OLGA))));
      assertThat(olgas.assign(null, NOW))
          .isEqualTo(
              Outcome.done(
                  Change.of(
                      new Lead(
                          lead.id(),
                          olgas.revision().next(NOW),
                          lead.content(),
                          null,
                          lead.status()),
                      new LeadEvent.Assigned(lead.id(), OLGA, null))));
    }

    @Test
    void is_noted_on() {
      assertThat(lead.note("  called,\nno answer ", NOW))
          .isEqualTo(
              Outcome.done(
                  Change.of(
                      new Lead(
                          lead.id(),
                          lead.revision().next(NOW),
                          lead.content(),
                          null,
                          lead.status()),
                      new LeadEvent.Noted(lead.id(), "called,\nno answer"))));
      assertThat(new LeadEvent.Noted(lead.id(), "called").remarks())
          .isEqualTo(Map.of("note", "called"));
    }

    @Test
    void takes_no_empty_and_no_endless_note() {
      for (String nothing : new String[] {null, "", " \n "}) {
        assertThat(lead.note(nothing, NOW))
            .isEqualTo(
                Outcome.refused(
                    Invalid.of(Violation.at("text", "required", "A note needs a text."))));
      }
      assertThat(lead.note("x".repeat(10_001), NOW))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at("text", "too-long", "At most 10000 characters are allowed."))));
    }
  }

  @Nested
  class A_deleted_lead {

    private final Lead lead = Leads.aNewLead();
    private final Lead deleted = lead.delete(NOW).orElseThrow().next();

    @Test
    void lies_in_the_bin_as_it_was() {
      assertThat(lead.delete(NOW))
          .isEqualTo(
              Outcome.done(
                  Change.of(
                      new Lead(
                          lead.id(),
                          lead.revision().deleted(NOW),
                          lead.content(),
                          null,
                          lead.status()),
                      new LeadEvent.Deleted(lead.id()))));
      assertThat(deleted.delete(NOW)).isEqualTo(Outcome.done(Change.none(deleted)));
    }

    @Test
    void cannot_be_changed() {
      assertUnchangeable(deleted, new LeadRefusal.Deleted(deleted.id().value()));
    }

    @Test
    void comes_back_as_it_was() {
      Lead back =
          new Lead(
              lead.id(), deleted.revision().restored(UNTIL), lead.content(), null, lead.status());
      assertThat(deleted.restore(UNTIL))
          .isEqualTo(Outcome.done(Change.of(back, new LeadEvent.Restored(lead.id()))));
      assertThat(back.revision().version()).isEqualTo(3);
    }

    @Test
    void comes_back_with_another_content_in_one_step_and_goes_again_as_it_was() {
      LeadContent other = LeadDrafts.content(LeadDrafts.company("Other"));
      Lead back =
          new Lead(lead.id(), deleted.revision().restored(UNTIL), other, null, lead.status());
      Change<Lead> restored = deleted.restoreAs(other, UNTIL).orElseThrow();
      assertThat(restored.next()).isEqualTo(back);
      assertThat(restored.events())
          .hasExactlyElementsOfTypes(LeadEvent.Restored.class, LeadEvent.Edited.class);
      assertThat(deleted.restoreAs(lead.content(), UNTIL)).isEqualTo(deleted.restore(UNTIL));

      Change<Lead> gone = back.deleteAs(lead.content(), UNTIL).orElseThrow();
      assertThat(gone.next().content()).isEqualTo(lead.content());
      assertThat(gone.next().revision()).isEqualTo(back.revision().deleted(UNTIL));
      assertThat(gone.events())
          .hasExactlyElementsOfTypes(LeadEvent.Edited.class, LeadEvent.Deleted.class);
    }
  }

  @Nested
  class A_qualified_lead {

    private final Becoming becoming =
        new Becoming(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3), null);

    @Test
    void becomes_an_account_and_a_contact_and_tells_which() {
      Lead lead = Leads.in(Name.QUALIFIED);
      Lead converted =
          new Lead(
              lead.id(),
              lead.revision().next(NOW),
              lead.content(),
              lead.owner(),
              new LeadStatus.Converted(NOW));
      LeadEvent told = new LeadEvent.Converted(lead.id(), becoming);

      assertThat(lead.convert(becoming, NOW)).isEqualTo(Outcome.done(Change.of(converted, told)));
      assertThat(told.remarks())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "conversion",
                  new UUID(0, 1).toString(),
                  "account",
                  new UUID(0, 2).toString(),
                  "contact",
                  new UUID(0, 3).toString()));
    }

    @Test
    void is_qualified_since_then_once_its_conversion_is_undone() {
      Lead lead = Leads.in(Name.QUALIFIED);
      Lead converted = lead.convert(becoming, NOW).orElseThrow().next();

      Change<Lead> back = converted.unconvert(becoming, lead.status().since(), UNTIL).orElseThrow();

      assertThat(back.next().status()).isEqualTo(lead.status());
      assertThat(back.next().revision()).isEqualTo(converted.revision().next(UNTIL));
      assertThat(back.events())
          .containsExactly(new LeadEvent.ConversionUndone(lead.id(), becoming));
    }

    @Test
    void is_the_only_one_that_can_be_converted() {
      for (Name name : List.of(Name.NEW, Name.WORKING, Name.NURTURING, Name.DISQUALIFIED)) {
        assertThat(Leads.in(name).convert(becoming, NOW)).isInstanceOf(Outcome.Refused.class);
      }
    }
  }

  @Nested
  class A_converted_lead {

    @Test
    void cannot_be_changed() {
      Lead converted = Leads.in(Name.CONVERTED);
      assertUnchangeable(converted, new LeadRefusal.AlreadyConverted(converted.id().value()));
    }
  }

  private static void assertUnchangeable(Lead lead, LeadRefusal why) {
    Outcome<Change<Lead>> refused = Outcome.refused(why);
    COMMANDS.values().forEach(command -> assertThat(command.apply(lead)).isEqualTo(refused));
    assertThat(lead.edit(LeadDrafts.content(LeadDrafts.company("Other")), NOW)).isEqualTo(refused);
    assertThat(lead.edit(lead.content(), NOW)).isEqualTo(refused);
    assertThat(lead.assign(OLGA, NOW)).isEqualTo(refused);
    assertThat(lead.note("called", NOW)).isEqualTo(refused);
  }

  @Nested
  class Whatever_is_done_to_a_lead {

    @Test
    void it_goes_only_where_its_state_allows_and_counts_every_change() {
      Seeded.cases(
          300,
          random -> {
            Lead lead = Leads.aNewLead();
            Instant now = lead.revision().createdAt();
            int changes = 0;
            for (int step = 0; step < 40; step++) {
              now = now.plus(Duration.ofDays(random.between(1, 20)));
              if (anything(random, lead, now) instanceof Outcome.Done<Change<Lead>>(var change)) {
                assertThat(change.events().isEmpty()).isEqualTo(change.next().equals(lead));
                changes += change.events().isEmpty() ? 0 : 1;
                assertSound(lead, change.next(), now);
                lead = change.next();
              }
              assertThat(lead.revision().version()).isEqualTo(changes + 1L);
            }
          });
    }

    private static void assertSound(Lead before, Lead after, Instant now) {
      if (!after.status().equals(before.status())) {
        assertThat(before.status().next()).contains(after.status().name());
        assertThat(after.status().since()).isEqualTo(now);
      }
      if (before.revision().isDeleted() && after.revision().isDeleted()) {
        assertThat(after).isEqualTo(before);
      }
      assertThat(after.revision().createdAt()).isEqualTo(before.revision().createdAt());
      assertThat(after.id()).isEqualTo(before.id());
      assertThat(after.facts()).containsEntry("status", after.status().name().name());
    }

    private static Outcome<Change<Lead>> anything(Seeded random, Lead lead, Instant now) {
      return switch (random.nextInt(13)) {
        case 0 -> lead.startWork(now);
        case 1 -> lead.nurture(now);
        case 2 -> lead.qualify(now);
        case 3 ->
            lead.disqualify(random.oneOf(Reason.values()), random.oneOf(null, "because"), now);
        case 4 -> lead.recycle(now.plus(Duration.ofDays(random.between(-3, 30))), now);
        case 5 -> Outcome.done(lead.reawaken(now));
        case 6 -> lead.delete(now);
        case 7 -> lead.restore(now);
        case 8 -> lead.edit(LeadDrafts.content(LeadDrafts.random(random)), now);
        case 9 -> lead.assign(random.oneOf(null, OLGA), now);
        case 10 -> lead.tag(TaggingLeadsSpec.tags(random.oneOf("vip", "VIP", "fair")), now);
        case 11 -> lead.untag(TaggingLeadsSpec.tags(random.oneOf("Vip", "messe")), now);
        default -> lead.note(random.oneOf("", "called"), now);
      };
    }
  }

  @Nested
  class The_facts_for_the_audit_trail {

    @Test
    void tell_every_filled_field_and_the_state() {
      Lead lead =
          new Lead(
              Leads.anId(),
              Revision.first(NOW).deleted(NOW),
              LeadDrafts.content(LeadDrafts.ada()),
              OLGA,
              new LeadStatus.Disqualified(NOW, Reason.NO_NEED, "has one"));
      assertThat(lead.facts())
          .isEqualTo(
              Map.ofEntries(
                  Map.entry("givenName", "Ada"),
                  Map.entry("familyName", "Lovelace"),
                  Map.entry("company", "Analytical Engines Ltd"),
                  Map.entry("email", "ada@engines.example"),
                  Map.entry("phone", "+442079460018"),
                  Map.entry("source", "web-form"),
                  Map.entry("emailConsent", "NOT_ASKED"),
                  Map.entry("phoneConsent", "NOT_ASKED"),
                  Map.entry("whatsAppConsent", "NOT_ASKED"),
                  Map.entry("owner", OLGA.toString()),
                  Map.entry("status", "DISQUALIFIED"),
                  Map.entry("reason", "NO_NEED"),
                  Map.entry("comment", "has one"),
                  Map.entry("deleted", "true")));
      assertThat(Leads.in(new LeadStatus.Recycled(NOW, UNTIL)).facts())
          .containsEntry("until", UNTIL.toString());
    }

    @Test
    void differ_wherever_leads_differ() {
      Set<Map<String, String>> facts =
          Set.of(
              Leads.in(Name.NEW).facts(),
              Leads.in(Name.WORKING).facts(),
              Leads.in(Name.RECYCLED).facts(),
              Leads.deleted(Leads.in(Name.NEW)).facts());
      assertThat(facts).hasSize(4);
    }
  }
}
