package dev.kith.crm.domain.intake.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.intake.preset.MappingPreset.Content;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeepingMappingsSpec {

  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final UserId OWNER = new UserId(new UUID(2, 2));
  private static final ImportMapping SAID =
      new ImportMapping(
          HeaderRow.PRESENT,
          Map.of(1, ImportTarget.FULL_NAME, 3, ImportTarget.of(LeadField.EMAIL)),
          Map.of(LeadField.SOURCE, "Fair"));
  private static final Content CONTENT =
      Content.of(List.of("Name", "Note", "E-Mail"), SAID, UpsertRules.ALL_NEW);
  private static final MappingPreset PRESET =
      MappingPreset.save(new MappingPresetId(new UUID(1, 1)), " Fair  ", CONTENT, OWNER, NOW)
          .orElseThrow()
          .next();

  @Nested
  class A_preset {

    @Test
    void says_what_was_said_of_the_file_that_it_was_made_from() {
      assertThat(PRESET.name()).isEqualTo("Fair");
      assertThat(PRESET.mapping(HeaderRow.PRESENT, List.of("Name", "Note", "E-Mail")))
          .isEqualTo(Outcome.done(SAID));
    }

    @Test
    void knows_columns_by_their_names_wherever_they_stand_and_however_they_are_written() {
      assertThat(PRESET.mapping(HeaderRow.PRESENT, List.of("e-mail ", "NAME", "Note")))
          .isEqualTo(
              Outcome.done(
                  new ImportMapping(
                      HeaderRow.PRESENT,
                      Map.of(1, ImportTarget.of(LeadField.EMAIL), 2, ImportTarget.FULL_NAME),
                      SAID.constants())));
    }

    @Test
    void leaves_columns_out_that_it_does_not_know() {
      assertThat(PRESET.mapping(HeaderRow.PRESENT, List.of("Street", "E-mail")))
          .isEqualTo(
              Outcome.done(
                  new ImportMapping(
                      HeaderRow.PRESENT,
                      Map.of(2, ImportTarget.of(LeadField.EMAIL)),
                      SAID.constants())));
    }

    @Test
    void says_nothing_of_a_file_that_has_none_of_its_columns() {
      assertThat(PRESET.mapping(HeaderRow.PRESENT, List.of("Note", "Street")))
          .isEqualTo(
              Outcome.refused(
                  new PresetRefusal.PresetUnfitting(List.of("Name", "Note", "E-Mail"))));
    }

    @Test
    void knows_files_again_whose_columns_have_the_same_names() {
      assertThat(MappingPreset.headerKey(null, List.of("NOTE", " E-Mail", "Name")))
          .isEqualTo(PRESET.headerKey());
      assertThat(MappingPreset.headerKey(null, List.of("Note", "E-Mail")))
          .isNotEqualTo(PRESET.headerKey());
      assertThat(MappingPreset.headerKey(null, List.of("Note", "E-Mail", "Name", "Town")))
          .isNotEqualTo(PRESET.headerKey());
    }

    @Test
    void for_other_records_is_told_apart_from_one_for_leads() {
      RecordMapping records = new RecordMapping(RecordKind.ACCOUNT, Map.of("industry", "Books"));
      ImportMapping said =
          ImportMapping.of(
              records, HeaderRow.PRESENT, Map.of(1, RecordKind.ACCOUNT.target("name")));
      List<String> names = List.of("Name", "Note", "E-Mail");
      MappingPreset preset =
          PRESET
              .saveAnew("Fair", Content.of(names, said, UpsertRules.USUAL), LATER)
              .orElseThrow()
              .next();
      assertThat(preset.mapping(HeaderRow.PRESENT, names)).isEqualTo(Outcome.done(said));
      assertThat(preset.headerKey())
          .isEqualTo(MappingPreset.headerKey(RecordKind.ACCOUNT, names))
          .isNotEqualTo(PRESET.headerKey());
      assertThat(preset.facts())
          .containsEntry("rows", "accounts")
          .containsEntry("every account.industry", "Books");
    }

    @Test
    void needs_a_name_and_a_column_that_fills_something() {
      Content empty =
          Content.of(
              List.of("Note"), new ImportMapping(HeaderRow.PRESENT, Map.of()), UpsertRules.USUAL);
      assertThat(PRESET.saveAnew(" ", empty, LATER))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at("name", "required", "A preset needs a name."),
                      Violation.at(
                          "columns", "required", "At least one column must fill a field."))));
    }

    @Test
    void is_not_renamed_to_nothing() {
      assertThat(PRESET.rename(" ", LATER))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(Violation.at("name", "required", "A preset needs a name."))));
    }

    @Test
    void is_renamed_and_said_anew() {
      MappingPreset renamed = PRESET.rename("Trade fair", LATER).orElseThrow().next();
      assertThat(renamed.name()).isEqualTo("Trade fair");
      assertThat(renamed.revision().version()).isEqualTo(2);
      assertThat(renamed.rename("Trade fair", LATER)).isEqualTo(Outcome.done(Change.none(renamed)));

      Content other = Content.of(List.of("Mail"), SAID, UpsertRules.USUAL);
      assertThat(renamed.saveAnew("Trade fair", other, LATER).orElseThrow().next().content())
          .isEqualTo(other);
    }

    @Test
    void is_deleted_once() {
      MappingPreset deleted = PRESET.delete(LATER).orElseThrow().next();
      assertThat(deleted.revision().isDeleted()).isTrue();
      assertThat(deleted.delete(LATER)).isEqualTo(Outcome.done(Change.none(deleted)));
    }
  }
}
