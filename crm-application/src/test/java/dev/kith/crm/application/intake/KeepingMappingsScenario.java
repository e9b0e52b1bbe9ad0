package dev.kith.crm.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.preset.PresetOf;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.domain.intake.preset.MappingPresetId;
import dev.kith.crm.domain.intake.preset.PresetRefusal;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.shared.CommonRefusal;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What was said of one file is said of the next one of its kind. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeepingMappingsScenario {

  private static final UpsertRules BY_ADDRESS =
      new UpsertRules(Set.of(MatchKey.EMAIL), ConflictPolicy.OVERWRITE);

  private final Crm crm =
      Crm.on(new MemoryStorage()).clock(SettableClock.atStart()).background(false).start();
  private final Workspace workspace = crm.as(Actors.administrator());

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void the_next_file_with_the_same_header_is_read_as_the_first_one_was() {
    ImportView first = upload("Wer,Adresse,Notiz\nAda Lovelace,ada@engines.example,x\n");
    workspace.imports().map(first.id(), mapping()).orElseThrow();
    workspace.imports().follow(first.id(), BY_ADDRESS).orElseThrow();
    MappingPreset fair = workspace.imports().saveAsPreset(first.id(), "Fair", null).orElseThrow();

    ImportView next = upload("Notiz;Adresse;Wer\ny;grace@cobol.example;Hopper, Grace\n");

    assertThat(next.preset()).isEqualTo(fair);
    assertThat(next.mapping())
        .isEqualTo(
            new ImportMapping(
                HeaderRow.PRESENT,
                Map.of(2, ImportTarget.of(LeadField.EMAIL), 3, ImportTarget.FULL_NAME),
                mapping().constants()));
    assertThat(next.rules()).isEqualTo(BY_ADDRESS);
    workspace.imports().start(next.id()).orElseThrow();
    crm.runDue();
    assertThat(
            workspace
                .leadQueries()
                .list(ListQuery.all(workspace.leadQueries().fields()))
                .orElseThrow()
                .items())
        .singleElement()
        .satisfies(lead -> {
          assertThat(lead.values().get(LeadField.FAMILY_NAME)).isEqualTo("Hopper");
          assertThat(lead.values().get(LeadField.SOURCE)).isEqualTo("fair 2026");
        });
  }

  @Test
  void a_file_with_some_of_the_columns_is_read_by_a_preset_when_told_so() {
    MappingPresetId fair = fair();
    ImportView other = upload("Adresse,Stadt\nada@engines.example,London\n");
    assertThat(other.preset()).isNull();

    ImportView applied = workspace.imports().apply(other.id(), fair).orElseThrow();
    assertThat(applied.mapping().targets()).isEqualTo(Map.of(1, ImportTarget.of(LeadField.EMAIL)));
    assertThat(applied.rules()).isEqualTo(BY_ADDRESS);

    ImportView strange = upload("Stadt\nLondon\n");
    assertThat(workspace.imports().apply(strange.id(), fair))
        .isEqualTo(
            Outcome.refused(new PresetRefusal.PresetUnfitting(List.of("Wer", "Adresse", "Notiz"))));
  }

  @Test
  void a_preset_is_renamed_replaced_and_deleted_and_imports_stay_as_they_are() {
    MappingPresetId fair = fair();
    ImportView next = upload("Wer,Adresse,Notiz\nAda,ada@engines.example,x\n");
    assertThat(workspace.mappingPresets().rename(fair, "Trade fair").orElseThrow().name())
        .isEqualTo("Trade fair");
    assertThat(workspace.mappingPresets().save("TRADE FAIR", content(fair)))
        .isEqualTo(Outcome.refused(new PresetRefusal.PresetNameTaken("TRADE FAIR")));

    workspace.imports().follow(next.id(), UpsertRules.ALL_NEW).orElseThrow();
    assertThat(workspace.imports().get(next.id()).orElseThrow().preset()).isNull();
    workspace.imports().saveAsPreset(next.id(), "Trade fair", fair).orElseThrow();
    assertThat(content(fair).rules()).isEqualTo(UpsertRules.ALL_NEW);

    workspace.mappingPresets().delete(fair).orElseThrow();
    assertThat(workspace.mappingPresets().list(null, null, 10).orElseThrow()).isEmpty();
    assertThat(workspace.mappingPresets().rename(fair, "Again"))
        .isEqualTo(Outcome.refused(CommonRefusal.NotFound.of("import-preset", fair.value())));
    assertThat(workspace.imports().get(next.id()).orElseThrow().mapping().targets()).hasSize(2);
  }

  @Test
  void what_every_row_is_to_say_must_be_possible() {
    ImportView first = upload("Wer\nAda\n");
    ImportMapping impossible =
        new ImportMapping(
            HeaderRow.PRESENT,
            Map.of(1, ImportTarget.FULL_NAME),
            Map.of(LeadField.COUNTRY, "Atlantis"));
    assertThat(workspace.imports().map(first.id(), impossible))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.refusal().violations())
                    .extracting("pointer")
                    .containsExactly("/constants/country"));
  }

  @Test
  void only_who_may_import_keeps_presets() {
    MappingPresetId fair = fair();
    Workspace nobody = crm.as(Actors.stranger());
    assertThat(nobody.mappingPresets().list(null, null, 10)).isInstanceOf(Outcome.Refused.class);
    assertThat(nobody.mappingPresets().get(fair)).isInstanceOf(Outcome.Refused.class);
    assertThat(nobody.mappingPresets().delete(fair)).isInstanceOf(Outcome.Refused.class);
    assertThat(workspace.mappingPresets().get(new MappingPresetId(new UUID(1, 9))))
        .isInstanceOf(Outcome.Refused.class);
  }

  private MappingPresetId fair() {
    ImportView first = upload("Wer,Adresse,Notiz\nAda Lovelace,ada@engines.example,x\n");
    workspace.imports().map(first.id(), mapping()).orElseThrow();
    workspace.imports().follow(first.id(), BY_ADDRESS).orElseThrow();
    return workspace.imports().saveAsPreset(first.id(), "Fair", null).orElseThrow().id();
  }

  @Test
  void files_of_other_records_have_presets_of_their_own() {
    String text = "Firma;Branche\nVogel;Energy\n";
    ImportView first = uploadedOf(RecordKind.ACCOUNT, text);
    RecordMapping records = new RecordMapping(RecordKind.ACCOUNT, Map.of("billingCountry", "DE"));
    ImportMapping said =
        ImportMapping.of(
            records,
            HeaderRow.PRESENT,
            Map.of(1, RecordKind.ACCOUNT.target("name"), 2, RecordKind.ACCOUNT.target("industry")));
    UpsertRules rules = new UpsertRules(Set.of(), ConflictPolicy.FILL_EMPTY);
    workspace.imports().map(first.id(), said).orElseThrow();
    workspace.imports().follow(first.id(), rules).orElseThrow();
    MappingPreset list = workspace.imports().saveAsPreset(first.id(), "List", null).orElseThrow();

    ImportView next = uploadedOf(RecordKind.ACCOUNT, "Branche;Firma\nSteel;Acme\n");
    assertThat(next.preset()).isEqualTo(list);
    assertThat(next.mapping().records()).isEqualTo(records);
    assertThat(next.rules()).isEqualTo(rules);
    assertThat(next.preview().getFirst().values())
        .isEqualTo(
            Map.of(
                "account.name", "Acme",
                "account.industry", "Steel",
                "account.billingCountry", "DE"));

    assertThat(uploadedOf(RecordKind.CONTACT, text).preset()).isNull();
    ImportView leads = upload(text);
    assertThat(leads.preset()).isNull();
    Outcome.Refused<?> other =
        new Outcome.Refused<>(
            CommonRefusal.Invalid.of(
                Violation.at("preset", "other-records", "The preset is for files of accounts.")));
    assertThat(workspace.imports().apply(leads.id(), list.id())).isEqualTo(other);
    assertThat(workspace.imports().saveAsPreset(leads.id(), "List", list.id())).isEqualTo(other);
    ImportView half = uploadedOf(RecordKind.ACCOUNT, "Firma;Ort\nVogel;Bonn\n");
    assertThat(workspace.imports().apply(half.id(), list.id()).orElseThrow().mapping())
        .isEqualTo(
            ImportMapping.of(
                records, HeaderRow.PRESENT, Map.of(1, RecordKind.ACCOUNT.target("name"))));
    assertThat(
            workspace
                .mappingPresets()
                .list(new PresetOf(RecordKind.ACCOUNT), null, 10)
                .orElseThrow())
        .containsExactly(list);
    assertThat(workspace.mappingPresets().list(new PresetOf(null), null, 10).orElseThrow())
        .isEmpty();
  }

  private ImportView uploadedOf(RecordKind kind, String text) {
    return workspace
        .imports()
        .upload(
            "x.csv",
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            Declared.NOTHING.of(kind))
        .orElseThrow();
  }

  private MappingPreset.Content content(MappingPresetId id) {
    return workspace.mappingPresets().get(id).orElseThrow().content();
  }

  private static ImportMapping mapping() {
    return new ImportMapping(
        HeaderRow.PRESENT,
        Map.of(1, ImportTarget.FULL_NAME, 2, ImportTarget.of(LeadField.EMAIL)),
        Map.of(LeadField.SOURCE, "Fair 2026"));
  }

  private ImportView upload(String text) {
    return workspace
        .imports()
        .upload("leads.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .orElseThrow();
  }
}
