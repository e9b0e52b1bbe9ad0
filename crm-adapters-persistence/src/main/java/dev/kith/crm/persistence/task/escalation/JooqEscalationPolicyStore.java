package dev.kith.crm.persistence.task.escalation;

import static dev.kith.crm.persistence.generated.Tables.ESCALATION_POLICY;

import dev.kith.crm.application.task.escalation.EscalationPolicyStore;
import dev.kith.crm.domain.shared.CommonRefusal.NameTaken;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.task.escalation.EscalationPolicy;
import dev.kith.crm.domain.task.escalation.EscalationPolicyId;
import dev.kith.crm.domain.task.escalation.EscalationTerms;
import dev.kith.crm.persistence.generated.tables.records.EscalationPolicyRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

public final class JooqEscalationPolicyStore implements EscalationPolicyStore {

  private static final String NAME_UNIQUE = "escalation_policy_name_unique";

  private final Database database;

  public JooqEscalationPolicyStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<EscalationPolicy> find(EscalationPolicyId id) {
    return database
        .dsl()
        .selectFrom(ESCALATION_POLICY)
        .where(ESCALATION_POLICY.ID.eq(id.value()))
        .fetchOptional(this::policy);
  }

  @Override
  public Outcome<EscalationPolicy> add(EscalationPolicy policy) {
    return unlessNameTaken(
        policy,
        () -> {
          database.dsl().executeInsert(row(policy));
          return Outcome.done(policy);
        });
  }

  @Override
  public Outcome<EscalationPolicy> update(EscalationPolicy policy) {
    return unlessNameTaken(
        policy,
        () ->
            Saving.replace(
                database, policy, row(policy), ESCALATION_POLICY.ID, ESCALATION_POLICY.VERSION));
  }

  @Override
  public List<EscalationPolicy> live() {
    return database
        .dsl()
        .selectFrom(ESCALATION_POLICY)
        .where(ESCALATION_POLICY.DELETED_AT.isNull())
        .fetch(this::policy);
  }

  private static Outcome<EscalationPolicy> unlessNameTaken(
      EscalationPolicy policy, Supplier<Outcome<EscalationPolicy>> work) {
    return Saving.refusedIfTaken(
        NAME_UNIQUE, new NameTaken("escalation-policy", policy.name()), work);
  }

  private EscalationPolicy policy(EscalationPolicyRecord row) {
    return new EscalationPolicy(
        new EscalationPolicyId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), row.getDeletedAt()),
        database.json().read(row.getTerms(), EscalationTerms.class),
        row.getActiveSince());
  }

  private EscalationPolicyRecord row(EscalationPolicy policy) {
    EscalationPolicyRecord row = new EscalationPolicyRecord();
    row.setId(policy.id().value());
    row.setVersion(policy.revision().version());
    row.setCreatedAt(policy.revision().createdAt());
    row.setUpdatedAt(policy.revision().updatedAt());
    row.setDeletedAt(policy.revision().deletedAt());
    row.setLiveNameKey(
        policy.revision().isDeleted() ? null : policy.name().toLowerCase(Locale.ROOT));
    row.setTerms(database.json().write(policy.terms()));
    row.setActiveSince(policy.activeSince());
    return row;
  }
}
