package dev.kith.crm.application.conversion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.kith.crm.application.intake.contact.PersonAnswer;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.conversion.Candidate;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.ConversionId;
import dev.kith.crm.domain.conversion.Part;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.intake.attribution.TouchHistory;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.scoring.card.Grade;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes accounts, contacts and opportunities of leads, and leads of them again.
 *
 * <p>Converting needs {@code lead:edit} on the lead; what is created needs {@code account:create},
 * {@code contact:create}, {@code opportunity:create}, and what is linked must be visible. Undoing
 * needs {@code lead:edit} and the permissions to delete what was created. Looking at conversions
 * needs {@code lead:view} as far as it reaches the owner of the lead.
 */
public interface Conversions {

  int LARGEST_LIST = 200;

  /** How to come to an account or a contact. */
  enum Way {
    /** The one that is certainly the same; else a new one. Nothing where the lead tells of none. */
    MATCH,
    /** A new one. */
    CREATE,
    /** The one that is named. */
    LINK,
    /** None. */
    NONE
  }

  /**
   * @param id of the record to link; null for other ways
   * @param fields by code, in place of what the mapping fills; an empty text empties the field
   */
  record Choice(Way way, @Nullable UUID id, Map<String, String> fields) {

    public static final Choice MATCH = new Choice(Way.MATCH, null, Map.of());
    public static final Choice CREATE = new Choice(Way.CREATE, null, Map.of());
    public static final Choice NONE = new Choice(Way.NONE, null, Map.of());

    public Choice {
      // Sorted, so that equal commands read the same: idempotency goes by their text.
      fields = ImmutableSortedMap.copyOf(fields);
    }

    public static Choice link(UUID id) {
      return new Choice(Way.LINK, id, Map.of());
    }

    public Choice with(String field, String text) {
      Map<String, String> more = new TreeMap<>(fields);
      more.put(field, text);
      return new Choice(way, id, more);
    }
  }

  /**
   * An opportunity to open.
   *
   * @param pipeline null for the oldest
   * @param stage key of an open stage; null for the first
   * @param contactRole key of the role that the contact has for it; null for what the title of the
   *     contact suggests, which may be none
   * @param fields as of {@link Choice}
   */
  record Deal(
      @Nullable PipelineId pipeline,
      @Nullable String stage,
      @Nullable String contactRole,
      Map<String, String> fields) {

    public Deal {
      fields = ImmutableSortedMap.copyOf(fields);
    }

    public static Deal of(Map<String, String> fields) {
      return new Deal(null, null, null, fields);
    }
  }

  /**
   * What is to become of a lead.
   *
   * @param opportunity null for none
   * @param owner of what is created; null for the owner of the lead
   * @param resolution what {@code duplicate-candidates} gave out, from somebody who looked at the
   *     candidates and wants none of them
   */
  record Convert(
      LeadId lead,
      Choice account,
      Choice contact,
      @Nullable Deal opportunity,
      @Nullable UserId owner,
      @Nullable String resolution) {

    /** Matched as far as possible, without an opportunity. */
    public static Convert of(LeadId lead) {
      return new Convert(lead, Choice.MATCH, Choice.MATCH, null, null, null);
    }

    public Convert account(Choice other) {
      return new Convert(lead, other, contact, opportunity, owner, resolution);
    }

    public Convert contact(Choice other) {
      return new Convert(lead, account, other, opportunity, owner, resolution);
    }

    public Convert opening(Deal deal) {
      return new Convert(lead, account, contact, deal, owner, resolution);
    }

    public Convert ownedBy(UserId other) {
      return new Convert(lead, account, contact, opportunity, other, resolution);
    }

    public Convert resolving(String token) {
      return new Convert(lead, account, contact, opportunity, owner, token);
    }
  }

  /**
   * @param conversion the first one, if the lead had been converted
   * @param already whether it had
   */
  record Converted(Conversion conversion, boolean already) {}

  /**
   * A record that there would be afterwards.
   *
   * @param id null for one that would be created
   * @param name as the actor knows it
   * @param fields by code, of one that would be created
   */
  record Planned(
      Target target, Part.How how, @Nullable UUID id, String name, Map<String, String> fields) {}

  /**
   * What converting would do.
   *
   * @param problems everything for which it would be refused; empty if it would be done
   * @param candidates records that may be meant, the likeliest first
   * @param resolution to send along to have new ones in spite of them; null where nobody asks
   * @param tasks how many would move along
   * @param mapping the version of the mapping
   * @param already the conversion, if the lead was converted: nothing more would be done
   */
  record Preview(
      LeadId lead,
      List<Planned> parts,
      List<Violation> problems,
      List<Candidate> candidates,
      @Nullable String resolution,
      int tasks,
      long mapping,
      @Nullable Conversion already) {
    public Preview {
      parts = ImmutableList.copyOf(parts);
      problems = ImmutableList.copyOf(problems);
      candidates = ImmutableList.copyOf(candidates);
    }
  }

  /**
   * Which conversions are wanted.
   *
   * @param lead null for any
   * @param records of one of the records that a lead became; empty for any
   */
  record Which(@Nullable LeadId lead, Set<UUID> records) {
    public static final Which ALL = new Which(null, Set.of());

    public Which {
      records = ImmutableSet.copyOf(records);
    }

    public static Which of(LeadId lead) {
      return new Which(lead, Set.of());
    }

    public static Which into(UUID record) {
      return new Which(null, Set.of(record));
    }

    public static Which into(Set<UUID> records) {
      return new Which(null, records);
    }
  }

  /**
   * A lead that became a record.
   *
   * @param name how the lead is called
   * @param score of the lead, as lists have it; null where nothing is known of it, or it is hidden
   * @param grade of the score; null where there is none
   */
  record Origin(
      Conversion conversion,
      String name,
      @Nullable Integer score,
      @Nullable Grade grade,
      TouchHistory touches) {}

  /**
   * What {@link #convert} would do now. Nothing is done. Refused with {@code not-found}, {@code
   * forbidden}, {@code lead-deleted}, {@code lead-merged}; everything else stands in it.
   */
  Outcome<Preview> preview(Convert command);

  /**
   * Converts the lead, all or nothing. A lead that was converted before is answered as it was then.
   * Refused with {@code invalid}, which names every problem at once ({@code required-missing},
   * {@code consent-missing}, {@code qualification-gate}, {@code owner-inactive} and what is wrong
   * with single fields), {@code duplicate-candidates}, {@code not-found}, {@code forbidden}, {@code
   * stale-version}, {@code lead-deleted}, {@code lead-merged}, and as creating the records is.
   */
  Outcome<Converted> convert(Convert command);

  /**
   * Takes a conversion back: the lead is qualified again, what was created goes into the bin, and
   * tasks go back. Refused with {@code not-found}, {@code forbidden}, {@code stale-version}, {@code
   * conversion-undone}, {@code undo-blocked}, {@code lead-deleted}, {@code lead-merged}.
   */
  Outcome<Conversion> undo(ConversionId id);

  /**
   * Whether a contact may be contacted now, on each channel and for each purpose: by what was said
   * as the leads that became the contact, at the contact's own main address and number. Needs
   * {@code contact:view} and {@code consent:view} on the contact. Refused with {@code not-found},
   * {@code forbidden}, {@code contact-deleted}, {@code contact-merged}.
   */
  Outcome<List<PersonAnswer>> mayContact(ContactId contact);

  /**
   * The leads that became an account, a contact or an opportunity, with what brought them; the
   * latest first, without those whose conversion was undone. Leads that the actor does not see are
   * left out. Needs {@code lead:view}, and to see the record. Refused with {@code not-found},
   * {@code forbidden}.
   */
  Outcome<List<Origin>> origins(Target target, UUID record);

  /** Refused with {@code not-found}. */
  Outcome<Conversion> get(ConversionId id);

  /**
   * Conversions, newest first.
   *
   * @param after where the page before ended; null for the newest
   * @param limit at most {@value #LARGEST_LIST}
   */
  Outcome<List<Conversion>> list(Which which, @Nullable ConversionId after, int limit);
}
