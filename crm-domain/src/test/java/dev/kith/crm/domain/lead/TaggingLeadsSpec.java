package dev.kith.crm.domain.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.lead.LeadStatus.Name;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TaggingLeadsSpec {

  private static final Instant NOW = Leads.CAPTURED.plus(Duration.ofHours(3));

  static Tags tags(String... texts) {
    return Tags.read(Arrays.asList(texts)).orElseThrow();
  }

  @Nested
  class A_tag {

    @Test
    void is_trimmed_has_single_blanks_and_is_composed() {
      assertThat(tags("  trade \t\n fair\u00A0\u00A02026 ", "Gro\u0308ße").texts())
          .containsExactly("Größe", "trade fair 2026");
    }

    @Test
    void is_the_same_in_small_and_capital_letters_and_shown_as_first_written() {
      assertThat(tags("VIP", "vip", "Vip").texts()).containsExactly("VIP");
      assertThat(tags("vip").with(tags("VIP", "Fair")).texts()).containsExactly("Fair", "vip");
      assertThat(tags("VIP", "Fair").without(tags("vip")).texts()).containsExactly("Fair");
      assertThat(tags("VIP", "new").writtenAs(tags("vip", "old")).texts())
          .containsExactly("new", "vip");
    }

    @Test
    void has_at_most_forty_characters_no_separator_and_no_control_character() {
      String forty = "ü".repeat(39) + "🦊";
      assertThat(tags(forty).texts()).containsExactly(forty);
      assertThat(Tags.read(List.of("good", "x".repeat(41), "Acme, Inc.", "a;b", "a\u0000b")))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at("tags", "too-long", "Tag 2: At most 40 characters are allowed."),
                      Violation.at(
                          "tags", "separator", "Tag 3: A tag has neither a comma nor a semicolon."),
                      Violation.at(
                          "tags", "separator", "Tag 4: A tag has neither a comma nor a semicolon."),
                      Violation.at(
                          "tags",
                          "control-character",
                          "Tag 5: Control characters are not allowed here."))));
    }

    @Test
    void of_which_nothing_can_be_seen_is_none() {
      assertThat(tags("", " ", "\u200B")).isEqualTo(Tags.NONE);
      assertThat(Tags.NONE.text()).isNull();
    }
  }

  @Nested
  class The_tags_of_one_text {

    @Test
    void stand_between_commas_semicolons_and_line_breaks() {
      assertThat(read("vip; trade fair ,, hot\r\nnew;"))
          .isEqualTo(tags("hot", "new", "trade fair", "vip"));
    }

    @Test
    void that_were_told_apart_already_are_not_cut() {
      LeadDraft draft =
          LeadDrafts.ada().with(LeadField.TAGS, Tags.together(List.of("Acme, Inc.", "vip")));
      assertThat(draft.read(LeadDrafts.PHONES))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "tags",
                          "separator",
                          "Tag 1: A tag has neither a comma nor a semicolon."))));
    }

    @Test
    void are_written_down_so_that_they_read_back() {
      Seeded.cases(
          200,
          random -> {
            LeadContent content = LeadDrafts.content(LeadDrafts.random(random));
            assertThat(LeadDrafts.content(LeadDraft.of(content)).tags()).isEqualTo(content.tags());
            assertThat(Tags.stored(content.tags().text())).isEqualTo(content.tags());
          });
    }

    @Test
    void are_no_more_than_fifty() {
      List<String> fifty = IntStream.range(0, 50).mapToObj(i -> "t" + i).toList();
      assertThat(Tags.read(fifty).orElseThrow().all()).hasSize(50);
      LeadDraft draft = LeadDrafts.ada().with(LeadField.TAGS, String.join(",", fifty) + ",more");
      assertThat(draft.read(LeadDrafts.PHONES)).isEqualTo(TOO_MANY);
    }

    private static Tags read(String text) {
      return LeadDrafts.content(LeadDrafts.ada().with(LeadField.TAGS, text)).tags();
    }
  }

  private static final Outcome<Object> TOO_MANY =
      Outcome.refused(Invalid.of(Violation.at("tags", "too-many", "A lead has at most 50 tags.")));

  @Nested
  class A_lead {

    private final Lead lead = Leads.from(LeadDrafts.ada().with(LeadField.TAGS, "VIP, fair"));

    @Test
    void gets_tags_and_tells_those_that_are_new() {
      Change<Lead> change = lead.tag(tags("vip", "Hot", "new"), NOW).orElseThrow();
      assertThat(change.next().content().tags()).isEqualTo(tags("fair", "Hot", "new", "VIP"));
      assertThat(change.next().revision()).isEqualTo(lead.revision().next(NOW));
      assertThat(change.events())
          .containsExactly(new LeadEvent.Tagged(lead.id(), List.of("Hot", "new")));
    }

    @Test
    void loses_tags_and_tells_those_that_it_had() {
      Change<Lead> change = lead.untag(tags("vip", "never"), NOW).orElseThrow();
      assertThat(change.next().content().tags()).isEqualTo(tags("fair"));
      assertThat(change.events())
          .containsExactly(new LeadEvent.Untagged(lead.id(), List.of("VIP")));
    }

    @Test
    void that_has_them_already_or_never_had_them_stays_as_it_is() {
      assertThat(lead.tag(tags("vip"), NOW)).isEqualTo(Outcome.done(Change.none(lead)));
      assertThat(lead.untag(tags("other"), NOW)).isEqualTo(Outcome.done(Change.none(lead)));
      assertThat(edited("fair; vip")).isEqualTo(Change.none(lead));
    }

    @Test
    void that_is_edited_tells_of_the_field_and_of_the_tags() {
      assertThat(edited("vip, hot").events())
          .containsExactly(
              new LeadEvent.Edited(lead.id(), List.of("tags")),
              new LeadEvent.Tagged(lead.id(), List.of("hot")),
              new LeadEvent.Untagged(lead.id(), List.of("fair")));
      assertThat(edited("vip, hot").next().content().tags()).isEqualTo(tags("hot", "VIP"));
    }

    @Test
    void gets_no_more_than_fifty() {
      String[] more = IntStream.range(0, 49).mapToObj(i -> "t" + i).toArray(String[]::new);
      assertThat(lead.tag(tags(more), NOW)).isEqualTo(TOO_MANY);
    }

    @Test
    void that_is_closed_or_in_the_bin_is_not_tagged() {
      Lead converted = Leads.in(Name.CONVERTED);
      assertThat(converted.tag(tags("vip"), NOW))
          .isEqualTo(Outcome.refused(new LeadRefusal.AlreadyConverted(converted.id().value())));
      Lead gone = Leads.deleted(lead);
      assertThat(gone.untag(tags("vip"), NOW))
          .isEqualTo(Outcome.refused(new LeadRefusal.Deleted(gone.id().value())));
    }

    @Test
    void tells_its_tags_to_the_audit_trail() {
      assertThat(lead.facts()).containsEntry("tags", "fair, VIP");
    }

    private Change<Lead> edited(String text) {
      LeadDraft draft = LeadDraft.of(lead.content()).with(LeadField.TAGS, text);
      return lead.edit(LeadDrafts.content(draft), NOW).orElseThrow();
    }
  }

  @Nested
  class A_lead_that_is_brought_in_again {

    @Test
    void has_the_tags_of_both_whatever_policy_changes_it() {
      LeadContent stored = LeadDrafts.content(LeadDrafts.ada().with(LeadField.TAGS, "VIP, fair"));
      LeadDraft brought = LeadDrafts.ada().with(LeadField.TAGS, "vip; hot");
      for (ConflictPolicy policy : ConflictPolicy.values()) {
        UpsertRules rules = new UpsertRules(Set.of(MatchKey.EMAIL), policy);
        assertThat(LeadDrafts.content(rules.merged(stored, brought)).tags())
            .as(policy.name())
            .isEqualTo(
                policy == ConflictPolicy.SKIP ? tags("fair", "VIP") : tags("fair", "hot", "VIP"));
      }
    }
  }

  @Nested
  class A_change_of_tags_that_is_undone {

    @Test
    void leaves_those_that_came_and_went_since() {
      Tags before = tags("old", "both");
      Tags after = tags("both", "brought");
      Tags now = tags("both", "brought", "since");
      assertThat(now.undoing(before, after)).isEqualTo(tags("old", "both", "since"));
      assertThat(tags("brought").undoing(before, after)).isEqualTo(tags("old"));
    }
  }
}
