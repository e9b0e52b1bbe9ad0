package dev.kith.crm.application.conversion.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which leads of a batch go one after another, since they may come to one account. */
class NeighboursSpec {

  private final Workspace kith =
      Crm.on(new MemoryStorage()).background(false).start().as(Actors.administrator());
  private final List<Lead> leads = new ArrayList<>();

  @Test
  void people_of_one_company_go_one_after_another_and_others_beside_them() {
    lead("Engines Ltd", null);
    lead("Mills", null);
    lead(" engines LTD", null);

    assertThat(groups()).containsExactly(List.of(1, 3), List.of(2));
  }

  @Test
  void so_do_people_of_one_domain_but_not_where_anybody_can_have_an_address() {
    lead(null, "a@engines.example");
    lead(null, "b@mail.example");
    lead(null, "c@engines.example");
    lead(null, "d@mail.example");

    assertThat(groups()).containsExactly(List.of(1, 3), List.of(2), List.of(4));
  }

  @Test
  void who_has_something_in_common_with_two_groups_brings_them_together() {
    lead("Engines", null);
    lead(null, "b@engines.example");
    lead("Mills", "c@mills.example");
    lead("Engines", "d@engines.example");
    lead("Engines again", "e@engines.example");

    assertThat(groups()).containsExactly(List.of(1, 2, 4, 5), List.of(3));
  }

  @Test
  void a_lead_that_is_not_there_any_more_stands_alone() {
    lead("Engines", null);
    BatchItem gone = BatchItem.waiting(2, new LeadId(new UUID(0, 99)));

    assertThat(
            Neighbours.of(
                List.of(BatchItem.waiting(1, leads.getFirst().id()), gone), leads, d -> false))
        .hasSize(2);
  }

  private void lead(@Nullable String company, @Nullable String email) {
    leads.add(
        kith.leads()
            .capture(
                new Capture(
                    LeadDraft.EMPTY.with(LeadField.COMPANY, company).with(LeadField.EMAIL, email)))
            .orElseThrow());
  }

  private List<List<Integer>> groups() {
    List<BatchItem> items = new ArrayList<>();
    leads.forEach(lead -> items.add(BatchItem.waiting(items.size() + 1, lead.id())));
    return Neighbours.of(items, leads, "mail.example"::equals).stream()
        .map(group -> group.stream().map(BatchItem::place).toList())
        .toList();
  }
}
