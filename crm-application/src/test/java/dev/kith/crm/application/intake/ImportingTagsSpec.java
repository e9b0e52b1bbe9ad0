package dev.kith.crm.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportingTagsSpec {

  private final MemoryStorage storage = new MemoryStorage();
  private final Crm crm = Crm.on(storage).background(false).start();
  private final Workspace workspace = crm.as(Actors.administrator());

  @Test
  void a_column_of_a_table_names_several_in_a_cell() {
    imported("Name;E-Mail;Tags\nAda Lovelace;ada@engines.example;\"VIP, fair 2026; new\"\n");
    assertThat(tagsOf("ada@engines.example")).isEqualTo("fair 2026, new, VIP");
  }

  @Test
  void categories_of_a_visiting_card_are_tags_on_one_line_or_on_several() {
    imported(
        """
        BEGIN:VCARD
        VERSION:3.0
        N:Lovelace;Ada;;;
        EMAIL:ada@engines.example
        CATEGORIES:VIP,Trade fair
        CATEGORIES:new
        END:VCARD
        BEGIN:VCARD
        VERSION:4.0
        FN:Grace Hopper
        EMAIL:grace@navy.example
        CATEGORIES:
        END:VCARD
        """);
    assertThat(tagsOf("ada@engines.example")).isEqualTo("new, Trade fair, VIP");
    assertThat(tagsOf("grace@navy.example")).isNull();
  }

  @Test
  void tags_of_a_lead_that_is_there_stay_and_only_those_of_the_row_are_taken_back() {
    workspace
        .leads()
        .capture(
            new Capture(
                LeadDraft.named("Ada", "Lovelace")
                    .email("ada@engines.example")
                    .with(LeadField.TAGS, "old, VIP")))
        .orElseThrow();
    ImportId id = imported("E-Mail;Tags\nada@engines.example;\"vip, new\"\n");
    assertThat(tagsOf("ada@engines.example")).isEqualTo("new, old, VIP");

    workspace.imports().revert(id).orElseThrow();
    crm.runDue();
    assertThat(tagsOf("ada@engines.example")).isEqualTo("old, VIP");
  }

  private ImportId imported(String file) {
    ImportId id =
        workspace
            .imports()
            .upload("leads", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
            .orElseThrow()
            .id();
    workspace
        .imports()
        .follow(id, new UpsertRules(Set.of(MatchKey.EMAIL), ConflictPolicy.OVERWRITE))
        .orElseThrow();
    workspace.imports().start(id).orElseThrow();
    crm.runDue();
    return id;
  }

  private @Nullable String tagsOf(String email) {
    LeadId id = storage.leads().holdersOf(Set.of(email)).values().iterator().next();
    Lead lead = storage.leads().find(id).orElseThrow();
    return LeadField.TAGS.textOf(lead.content());
  }
}
