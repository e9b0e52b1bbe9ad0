package dev.kith.crm.persistence.intake.consent;

import static dev.kith.crm.persistence.generated.Tables.CONSENT_LINE;
import static org.jooq.impl.DSL.any;

import dev.kith.crm.application.intake.consent.ConsentStore;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.Consent;
import dev.kith.crm.domain.intake.consent.ConsentEntry;
import dev.kith.crm.domain.intake.consent.ConsentId;
import dev.kith.crm.domain.intake.consent.LawfulBasis;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.lead.ConsentProof;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.persistence.generated.tables.records.ConsentLineRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

public final class JooqConsentStore implements ConsentStore {

  private static final List<Field<?>> COLUMNS =
      List.of(
          CONSENT_LINE.ID,
          CONSENT_LINE.LEAD_ID,
          CONSENT_LINE.RECORDED_AT,
          CONSENT_LINE.CHANNEL,
          CONSENT_LINE.PURPOSE,
          CONSENT_LINE.STATUS,
          CONSENT_LINE.BASIS,
          CONSENT_LINE.SOURCE,
          CONSENT_LINE.EVIDENCE,
          CONSENT_LINE.OCCURRED_AT,
          CONSENT_LINE.ENDS_AT,
          CONSENT_LINE.PROOF_KIND,
          CONSENT_LINE.PROOF_REFERENCE,
          CONSENT_LINE.PROOF_WORDING,
          CONSENT_LINE.PROOF_AT);

  private final Database database;

  public JooqConsentStore(Database database) {
    this.database = database;
  }

  @Override
  public void addAll(List<Consent> lines) {
    Bulk.insert(database, CONSENT_LINE, COLUMNS, lines, JooqConsentStore::row);
  }

  @Override
  public List<Consent> of(Collection<LeadId> leads) {
    return database
        .dsl()
        .selectFrom(CONSENT_LINE)
        .where(CONSENT_LINE.LEAD_ID.eq(any(leads.stream().map(LeadId::value).toArray(UUID[]::new))))
        .fetch(JooqConsentStore::line);
  }

  @Override
  public List<ConsentId> move(LeadId from, LeadId to) {
    List<UUID> ids =
        database
            .dsl()
            .select(CONSENT_LINE.ID)
            .from(CONSENT_LINE)
            .where(CONSENT_LINE.LEAD_ID.eq(from.value()))
            .orderBy(CONSENT_LINE.ID)
            .fetch(CONSENT_LINE.ID);
    give(ids, from, to);
    return ids.stream().map(ConsentId::new).toList();
  }

  @Override
  public void moveBack(Collection<ConsentId> lines, LeadId from, LeadId to) {
    give(lines.stream().map(ConsentId::value).toList(), from, to);
  }

  private void give(List<UUID> ids, LeadId from, LeadId to) {
    database
        .dsl()
        .update(CONSENT_LINE)
        .set(CONSENT_LINE.LEAD_ID, to.value())
        .where(CONSENT_LINE.ID.eq(any(ids.toArray(UUID[]::new))))
        .and(CONSENT_LINE.LEAD_ID.eq(from.value()))
        .execute();
  }

  private static @Nullable Object[] row(Consent line) {
    ConsentEntry entry = line.entry();
    ConsentProof proof = entry.proof();
    return new @Nullable Object[] {
      line.id().value(),
      line.lead().value(),
      line.recordedAt(),
      entry.channel().name(),
      entry.purpose().name(),
      entry.status().name(),
      entry.basis().name(),
      entry.source(),
      entry.evidence(),
      entry.occurredAt(),
      entry.until(),
      proof == null ? null : proof.kind().name(),
      proof == null ? null : proof.reference(),
      proof == null ? null : proof.wording(),
      proof == null ? null : proof.at()
    };
  }

  private static Consent line(ConsentLineRecord row) {
    return new Consent(
        new ConsentId(row.getId()),
        new LeadId(row.getLeadId()),
        row.getRecordedAt(),
        new ConsentEntry(
            Channel.valueOf(row.getChannel()),
            Purpose.valueOf(row.getPurpose()),
            ConsentEntry.Status.valueOf(row.getStatus()),
            LawfulBasis.valueOf(row.getBasis()),
            row.getSource(),
            row.getEvidence(),
            row.getOccurredAt(),
            row.getEndsAt(),
            proof(row)));
  }

  private static @Nullable ConsentProof proof(ConsentLineRecord row) {
    String kind = row.getProofKind();
    return kind == null
        ? null
        : new ConsentProof(
            ConsentProof.Kind.valueOf(kind),
            row.getProofReference(),
            row.getProofWording(),
            row.getProofAt());
  }
}
