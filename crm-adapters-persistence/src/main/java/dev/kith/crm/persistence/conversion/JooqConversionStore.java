package dev.kith.crm.persistence.conversion;

import static dev.kith.crm.persistence.generated.Tables.CONVERSION;
import static dev.kith.crm.persistence.generated.Tables.LEAD;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;

import dev.kith.crm.application.conversion.ConversionStore;
import dev.kith.crm.application.conversion.Conversions.Which;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.ConversionId;
import dev.kith.crm.domain.conversion.ConversionStatus;
import dev.kith.crm.domain.conversion.Part;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal.AlreadyConverted;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.ConversionRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Owned;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/** Conversions, one in a row. */
public final class JooqConversionStore implements ConversionStore {

  private static final String LIVE_LEAD = "conversion_live_lead_unique";

  private final Database database;

  public JooqConversionStore(Database database) {
    this.database = database;
  }

  @Override
  public void hold(LeadId lead) {
    database
        .dsl()
        .select(LEAD.ID)
        .from(LEAD)
        .where(LEAD.ID.eq(lead.value()))
        .forUpdate()
        .fetchOptional();
  }

  @Override
  public Optional<Conversion> find(ConversionId id) {
    return database
        .dsl()
        .selectFrom(CONVERSION)
        .where(CONVERSION.ID.eq(id.value()))
        .fetchOptional(this::conversion);
  }

  @Override
  public Outcome<Conversion> add(Conversion conversion) {
    return Saving.refusedIfTaken(
        LIVE_LEAD,
        new AlreadyConverted(conversion.lead().value()),
        () -> {
          database.dsl().executeInsert(row(conversion));
          return Outcome.done(conversion);
        });
  }

  @Override
  public Outcome<Conversion> update(Conversion conversion) {
    ConversionRecord row = row(conversion);
    row.touched(CONVERSION.ID, false);
    return Saving.replace(database, conversion, row, CONVERSION.ID, CONVERSION.VERSION);
  }

  @Override
  public Optional<Conversion> ofLead(LeadId lead) {
    return database
        .dsl()
        .selectFrom(CONVERSION)
        .where(CONVERSION.LIVE_LEAD_ID.eq(lead.value()))
        .fetchOptional(this::conversion);
  }

  @Override
  public List<Conversion> ofLeads(Collection<LeadId> leads) {
    return database
        .dsl()
        .selectFrom(CONVERSION)
        .where(CONVERSION.LIVE_LEAD_ID.in(leads.stream().map(LeadId::value).toList()))
        .fetch(this::conversion);
  }

  @Override
  public List<Conversion> list(
      Which which, Visibility visible, @Nullable ConversionId after, int limit) {
    LeadId lead = which.lead();
    // Ids are ordered by time.
    return database
        .dsl()
        .selectFrom(CONVERSION)
        .where(Owned.isVisible(CONVERSION.OWNER_ID, visible))
        .and(lead == null ? noCondition() : CONVERSION.LEAD_ID.eq(lead.value()))
        .and(which.records().isEmpty() ? noCondition() : hasBecome(which.records()))
        .and(after == null ? noCondition() : CONVERSION.ID.lt(after.value()))
        .orderBy(CONVERSION.ID.desc())
        .limit(limit)
        .fetch(this::conversion);
  }

  private static Condition hasBecome(Set<UUID> records) {
    UUID[] ids = records.toArray(UUID[]::new);
    return CONVERSION
        .ACCOUNT_ID
        .eq(any(ids))
        .or(CONVERSION.CONTACT_ID.eq(any(ids)))
        .or(CONVERSION.OPPORTUNITY_ID.eq(any(ids)));
  }

  private ConversionRecord row(Conversion conversion) {
    ConversionRecord row = new ConversionRecord();
    row.setId(conversion.id().value());
    row.setVersion(conversion.revision().version());
    row.setCreatedAt(conversion.revision().createdAt());
    row.setUpdatedAt(conversion.revision().updatedAt());
    row.setLeadId(conversion.lead().value());
    row.setLiveLeadId(conversion.isUndone() ? null : conversion.lead().value());
    row.setOwnerId(conversion.owner() == null ? null : conversion.owner().value());
    row.setQualifiedSince(conversion.qualifiedSince());
    row.setAccountId(id(conversion.account()));
    row.setAccountHow(how(conversion.account()));
    row.setContactId(id(conversion.contact()));
    row.setContactHow(how(conversion.contact()));
    row.setOpportunityId(id(conversion.opportunity()));
    row.setOpportunityHow(how(conversion.opportunity()));
    row.setTasks(database.json().write(conversion.tasks()));
    row.setMappingVersion(conversion.mapping());
    row.setCause(conversion.cause());
    row.setById(conversion.by().value());
    row.setByName(conversion.byName());
    row.setStatus(conversion.status().name().name());
    row.setStatusSince(conversion.status().since());
    if (conversion.status() instanceof ConversionStatus.Undone undone) {
      row.setUndoneById(undone.by().value());
      row.setUndoneByName(undone.byName());
    }
    return row;
  }

  private static @Nullable UUID id(@Nullable Part part) {
    return part == null ? null : part.id();
  }

  private static @Nullable String how(@Nullable Part part) {
    return part == null ? null : part.how().name();
  }

  private Conversion conversion(ConversionRecord row) {
    return new Conversion(
        new ConversionId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), null),
        new LeadId(row.getLeadId()),
        row.getOwnerId() == null ? null : new UserId(row.getOwnerId()),
        row.getQualifiedSince(),
        part(row.getAccountId(), row.getAccountHow()),
        part(row.getContactId(), row.getContactHow()),
        part(row.getOpportunityId(), row.getOpportunityHow()),
        database.json().readList(row.getTasks(), UUID.class),
        row.getMappingVersion(),
        row.getCause(),
        new UserId(row.getById()),
        row.getByName(),
        status(row));
  }

  private static @Nullable Part part(@Nullable UUID id, @Nullable String how) {
    return id == null ? null : new Part(id, Part.How.valueOf(Objects.requireNonNull(how)));
  }

  private static ConversionStatus status(ConversionRecord row) {
    return switch (ConversionStatus.Name.valueOf(row.getStatus())) {
      case COMPLETED -> new ConversionStatus.Completed(row.getStatusSince());
      case UNDONE ->
          new ConversionStatus.Undone(
              row.getStatusSince(), new UserId(row.getUndoneById()), row.getUndoneByName());
    };
  }
}
