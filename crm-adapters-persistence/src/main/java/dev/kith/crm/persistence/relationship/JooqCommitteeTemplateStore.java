package dev.kith.crm.persistence.relationship;

import static dev.kith.crm.persistence.generated.Tables.COMMITTEE_TEMPLATE;

import dev.kith.crm.application.relationship.CommitteeTemplateStore;
import dev.kith.crm.domain.relationship.CommitteeTemplate;
import dev.kith.crm.domain.relationship.CommitteeTerms;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.SettingsStore;

public final class JooqCommitteeTemplateStore
    extends SettingsStore<CommitteeTemplate, CommitteeTerms> implements CommitteeTemplateStore {

  public JooqCommitteeTemplateStore(Database database) {
    super(database, COMMITTEE_TEMPLATE, CommitteeTerms.class, CommitteeTemplate.USUAL);
  }

  @Override
  protected CommitteeTemplate of(Revision revision, CommitteeTerms terms) {
    return new CommitteeTemplate(revision, terms);
  }

  @Override
  protected CommitteeTerms settings(CommitteeTemplate template) {
    return template.terms();
  }
}
