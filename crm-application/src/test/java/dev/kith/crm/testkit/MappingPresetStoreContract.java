package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.preset.MappingPresetStore;
import dev.kith.crm.application.intake.preset.PresetOf;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.domain.intake.preset.MappingPreset.Content;
import dev.kith.crm.domain.intake.preset.MappingPresetId;
import dev.kith.crm.domain.intake.preset.PresetRefusal;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link MappingPresetStore} promises. */
public interface MappingPresetStoreContract extends StorageContract {

  Instant NOW = Leads.CAPTURED;

  @Test
  default void a_preset_comes_back_as_it_was_version_by_version() {
    MappingPreset first = add(preset("Messe „Köln“", "Name\t", "E-Mail"));
    assertThat(presets().find(first.id())).contains(first);

    MappingPreset second = first.rename("Other", NOW).orElseThrow().next();
    assertThat(kept(() -> presets().update(second))).isEqualTo(second);
    assertThat(presets().find(first.id())).contains(second);
    assertThat(storage().transactions().run(() -> presets().update(second)))
        .isEqualTo(Outcome.refused(new StaleVersion("import-preset", first.id().toString(), 1, 2)));
    assertThat(presets().find(new MappingPresetId(Leads.anId().value()))).isEmpty();
  }

  @Test
  default void live_presets_have_names_of_their_own() {
    MappingPreset fair = add(preset("Fair trade", "a"));
    MappingPreset same = preset("FAIR TRADE", "b");
    assertThat(storage().transactions().run(() -> presets().add(same)))
        .isEqualTo(Outcome.refused(new PresetRefusal.PresetNameTaken("FAIR TRADE")));

    MappingPreset other = add(preset("Shop", "c"));
    assertThat(
            storage()
                .transactions()
                .run(() -> presets().update(other.rename("fair trade", NOW).orElseThrow().next())))
        .isEqualTo(Outcome.refused(new PresetRefusal.PresetNameTaken("fair trade")));

    kept(() -> presets().update(fair.delete(NOW).orElseThrow().next()));
    assertThat(add(same)).isEqualTo(same);
  }

  @Test
  default void they_are_listed_by_name_page_by_page() {
    MappingPreset c = add(preset("listed c", "x"));
    MappingPreset a = add(preset("Listed A", "x"));
    MappingPreset b = add(preset("listed B", "x"));
    MappingPreset gone = add(preset("listed aa", "x"));
    kept(() -> presets().update(gone.delete(NOW).orElseThrow().next()));

    assertThat(presets().list(null, "listed ", 2)).containsExactly(a, b);
    assertThat(presets().list(null, "LISTED b", 2)).startsWith(c);
    assertThat(presets().list(null, null, 1)).hasSize(1);
  }

  @Test
  default void those_for_a_header_are_found_the_latest_first() {
    MappingPreset first = add(preset("fits 1", "Vorname", "Ort"));
    MappingPreset second = add(preset("fits 2", "ort", "VORNAME"));
    add(preset("fits not", "Vorname"));
    String key = MappingPreset.headerKey(null, List.of("vorname", "ort"));
    MappingPreset renamed = first.rename("fits 3", NOW.plusSeconds(9)).orElseThrow().next();
    kept(() -> presets().update(renamed));

    assertThat(presets().fitting(key, 5)).containsExactly(renamed, second);
    assertThat(presets().fitting(key, 1)).containsExactly(renamed);
    kept(() -> presets().update(renamed.delete(NOW.plusSeconds(10)).orElseThrow().next()));
    assertThat(presets().fitting(key, 5)).containsExactly(second);
  }

  @Test
  default void those_for_files_of_other_records_are_told_apart() {
    MappingPreset leads = add(preset("apart leads", "Firma", "Land"));
    RecordMapping records = new RecordMapping(RecordKind.ACCOUNT, Map.of("industry", "“Bücher”"));
    MappingPreset accounts =
        add(
            MappingPreset.save(
                    new MappingPresetId(Leads.anId().value()),
                    "apart accounts",
                    Content.of(
                        List.of("Firma", "Land"),
                        ImportMapping.of(
                            records,
                            HeaderRow.PRESENT,
                            Map.of(1, RecordKind.ACCOUNT.target("name"))),
                        UpsertRules.USUAL),
                    new UserId(new UUID(7, 7)),
                    NOW)
                .orElseThrow()
                .next());
    List<String> names = List.of("land", "firma");

    assertThat(presets().find(accounts.id())).contains(accounts);
    assertThat(presets().fitting(MappingPreset.headerKey(null, names), 5)).containsExactly(leads);
    assertThat(presets().fitting(MappingPreset.headerKey(RecordKind.ACCOUNT, names), 5))
        .containsExactly(accounts);
    assertThat(presets().fitting(MappingPreset.headerKey(RecordKind.CONTACT, names), 5)).isEmpty();
    assertThat(presets().list(new PresetOf(RecordKind.ACCOUNT), "apart", 9))
        .containsExactly(accounts);
    assertThat(presets().list(new PresetOf(null), "apart", 1)).containsExactly(leads);
    assertThat(presets().list(null, "apart", 2)).containsExactly(accounts, leads);
  }

  private MappingPreset add(MappingPreset preset) {
    return kept(() -> presets().add(preset));
  }

  private static MappingPreset preset(String name, String... columns) {
    return MappingPreset.save(
            new MappingPresetId(Leads.anId().value()),
            name,
            Content.of(
                List.of(columns),
                new ImportMapping(
                    HeaderRow.PRESENT,
                    Map.of(1, ImportTarget.FULL_NAME),
                    Map.of(LeadField.SOURCE, "“ü”")),
                UpsertRules.ALL_NEW),
            new UserId(new UUID(7, 7)),
            NOW)
        .orElseThrow()
        .next();
  }

  private MappingPresetStore presets() {
    return storage().mappingPresets();
  }
}
