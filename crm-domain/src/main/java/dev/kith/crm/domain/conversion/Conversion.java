package dev.kith.crm.domain.conversion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.Becoming;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a lead became an account, a contact, an opportunity.
 *
 * <p>A conversion is made once for a lead, in one step with what it creates, and completed from
 * then on: converting the lead again answers it again. What hung on the lead and is still to be
 * done moved along, and the conversion remembers it; what was said and measured of the lead stays
 * with the lead and is read through the conversion. It can be undone, once, while nothing newer
 * hangs on what it created; the lead can then be converted again, by another conversion.
 *
 * @param owner of the lead, and so of the conversion
 * @param qualifiedSince since when the lead had been qualified
 * @param tasks those that moved from the lead to {@link #heir()}
 * @param mapping the version of the mapping by which fields were filled
 * @param cause what made the CRM do it by itself, such as {@code event/…}; null for a person
 * @param by who did it
 * @param byName as it stood at that time
 */
public record Conversion(
    ConversionId id,
    Revision revision,
    LeadId lead,
    @Nullable UserId owner,
    Instant qualifiedSince,
    @Nullable Part account,
    @Nullable Part contact,
    @Nullable Part opportunity,
    List<UUID> tasks,
    long mapping,
    @Nullable String cause,
    UserId by,
    String byName,
    ConversionStatus status)
    implements Aggregate {

  public Conversion {
    tasks = ImmutableList.copyOf(tasks);
    if (account == null && contact == null) {
      throw new IllegalArgumentException("a lead becomes an account or a contact, at least");
    }
  }

  /** Who converts, and why. */
  public record Author(UserId by, String name, @Nullable String cause) {}

  /** What a lead becomes; at least an account or a contact. */
  public record Parts(@Nullable Part account, @Nullable Part contact, @Nullable Part opportunity) {

    /** What is told of the lead. */
    public Becoming becoming(ConversionId conversion) {
      return new Becoming(conversion.value(), id(account), id(contact), id(opportunity));
    }

    /** On which of them is from now on what is to be done: the nearest to a sale. */
    public Subject heir() {
      if (opportunity != null) {
        return new Subject(Target.OPPORTUNITY.code(), opportunity.id());
      }
      return contact != null
          ? new Subject(Target.CONTACT.code(), contact.id())
          : new Subject(Target.ACCOUNT.code(), Objects.requireNonNull(account).id());
    }

    private static @Nullable UUID id(@Nullable Part part) {
      return part == null ? null : part.id();
    }
  }

  /**
   * @param before the lead, before it was converted
   */
  public static Change<Conversion> of(
      ConversionId id,
      Before before,
      Parts parts,
      List<UUID> tasks,
      long mapping,
      Author author,
      Instant now) {
    Revision first = Revision.first(now);
    return Change.of(
        new Conversion(
            id,
            first,
            before.lead(),
            before.owner(),
            before.qualifiedSince(),
            parts.account(),
            parts.contact(),
            parts.opportunity(),
            tasks,
            mapping,
            author.cause(),
            author.by(),
            author.name(),
            new ConversionStatus.Completed(first.createdAt())));
  }

  /** What is kept of the lead as it was. */
  public record Before(LeadId lead, @Nullable UserId owner, Instant qualifiedSince) {}

  /** Takes it back; who may, and that nothing hangs on it, was found out before. */
  public Outcome<Change<Conversion>> undo(UserId who, String name, Instant now) {
    Revision next = revision.next(now);
    return isUndone()
        ? Outcome.refused(new ConversionRefusal.AlreadyUndone(id.value()))
        : Outcome.done(
            Change.of(
                new Conversion(
                    id,
                    next,
                    lead,
                    owner,
                    qualifiedSince,
                    account,
                    contact,
                    opportunity,
                    tasks,
                    mapping,
                    cause,
                    by,
                    byName,
                    new ConversionStatus.Undone(next.updatedAt(), who, name))));
  }

  public boolean isUndone() {
    return status instanceof ConversionStatus.Undone;
  }

  public Parts parts() {
    return new Parts(account, contact, opportunity);
  }

  public @Nullable Part part(Target target) {
    return switch (target) {
      case ACCOUNT -> account;
      case CONTACT -> contact;
      case OPPORTUNITY -> opportunity;
    };
  }

  /** To what the tasks of the lead moved. */
  public Subject heir() {
    return parts().heir();
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(ConversionId id) {
    return new Subject("conversion", id.value());
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.put("lead", lead.toString());
    for (Target target : Target.values()) {
      Part part = part(target);
      if (part != null) {
        facts.put(target.code(), part.id().toString());
      }
    }
    return facts
        .put("mapping", Long.toString(mapping))
        .put("tasks", Integer.toString(tasks.size()))
        .put("status", status.name().name())
        .buildOrThrow();
  }
}
