package dev.kith.crm.application.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.conversion.Conversions.Which;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.testkit.MemoryStorage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SamplingConversionsSpec {

  private static final Instant END = Instant.parse("2026-11-02T12:00:00Z");

  @Test
  void some_of_the_qualified_leads_are_converted_by_their_owners_in_the_past() {
    MemoryStorage storage = new MemoryStorage();
    Crm crm = Crm.on(storage).background(false).clock(() -> END).start();
    Actor ana = Actor.external(new UUID(0, 7), "Ana", Grants.everything());
    crm.firstStart().administrator("ada@example.com", "Ada", "look-around-in-kith").orElseThrow();
    Workspace workspace = crm.as(Actor.SYSTEM);
    SampleData.fill(storage, END, List.of(ana));

    SampleConversions.fill(storage, workspace, END, List.of(ana));

    List<Conversion> conversions = workspace.conversions().list(Which.ALL, null, 200).orElseThrow();
    assertThat(conversions).hasSizeBetween(20, 80);
    assertThat(conversions).allMatch(each -> each.by().equals(ana.id()));
    assertThat(conversions).allMatch(each -> each.revision().createdAt().isBefore(END));
    assertThat(conversions).allMatch(each -> each.account() != null && each.contact() != null);
    assertThat(conversions).extracting(each -> each.opportunity() != null).contains(true, false);
    assertThat(conversions)
        .extracting(each -> storage.leads().find(each.lead()).orElseThrow().status().name())
        .containsOnly(LeadStatus.Name.CONVERTED);
    assertThat(Set.copyOf(conversions)).hasSameSizeAs(conversions);
  }
}
