package dev.kith.crm.application.sample;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadEvent;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.testkit.MemoryStorage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SamplingTouchesSpec {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private final MemoryStorage storage = new MemoryStorage();

  @Test
  void whom_a_campaign_brought_has_the_touch_and_some_came_again() {
    SampleData.fill(storage, NOW, List.of(), 300, 11);
    List<LeadId> born =
        storage.outbox().after(null, 10_000).stream()
            .map(EventEnvelope::event)
            .filter(LeadEvent.Captured.class::isInstance)
            .map(event -> new LeadId(event.subject().id()))
            .toList();
    List<Lead> leads = storage.leads().findAll(born);
    Map<LeadId, Long> touches =
        storage.touches().of(born).stream().collect(groupingBy(Touch::lead, counting()));
    assertThat(leads)
        .allSatisfy(
            lead -> assertThat(touches.containsKey(lead.id())).isEqualTo(Touch.isTold(lead)));
    assertThat(touches).hasSizeGreaterThan(50).containsValue(2L);
  }
}
