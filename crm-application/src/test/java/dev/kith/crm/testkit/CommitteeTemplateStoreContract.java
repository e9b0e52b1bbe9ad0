package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.relationship.CommitteeTemplateStore;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.relationship.CommitteeTemplate;
import dev.kith.crm.domain.relationship.CommitteeTerms;
import dev.kith.crm.domain.relationship.RoleCatalogue;
import dev.kith.crm.domain.relationship.StageNeeds;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Relationships;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link CommitteeTemplateStore} promises; a storage has one template, so one story. */
public interface CommitteeTemplateStoreContract extends StorageContract {

  @Test
  default void the_usual_template_is_there_until_it_is_replaced_version_by_version() {
    assertThat(store().current()).isEqualTo(CommitteeTemplate.USUAL);
    assertThat(store().find(new UUID(0, 1))).isEmpty();

    CommitteeTemplate next =
        CommitteeTemplate.USUAL
            .set(
                new CommitteeTerms(
                    List.of(
                        new StageNeeds(null, "proposal", List.of()),
                        new StageNeeds(
                            new PipelineId(Leads.anId().value()), "proposal", List.of("LEGAL")))),
                RoleCatalogue.USUAL.terms(),
                (pipeline, stage) -> true,
                Relationships.BEGUN)
            .orElseThrow()
            .next();
    assertThat(kept(() -> store().update(next))).isEqualTo(next);
    assertThat(store().current()).isEqualTo(next);
    assertThat(storage().transactions().run(() -> store().update(next)))
        .isEqualTo(
            Outcome.refused(
                new StaleVersion("committee-template", CommitteeTemplate.ID.toString(), 1, 2)));
  }

  private CommitteeTemplateStore store() {
    return storage().committeeTemplate();
  }
}
