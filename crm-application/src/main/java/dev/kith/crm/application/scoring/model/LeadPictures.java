package dev.kith.crm.application.scoring.model;

import static java.util.stream.Collectors.groupingBy;

import com.google.common.collect.Lists;
import dev.kith.crm.application.Storage;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.model.LeadColumns;
import dev.kith.crm.domain.scoring.model.LeadPast;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Leads as models see them, made for many at once: some reads for each set, and none per lead. */
final class LeadPictures {

  /** So many leads are looked at together. */
  static final int AT_ONCE = 500;

  private static final int ENTRIES_AT_ONCE = 5_000;

  private final Storage storage;

  LeadPictures(Storage storage) {
    this.storage = storage;
  }

  /**
   * What was known of a lead.
   *
   * @param lead as it is now
   * @param values of the columns that were asked for
   */
  record Picture(Lead lead, LeadPast.Known known, List<String> values) {}

  /** Pictures of those of these leads that there were at the moment, in no order. */
  List<Picture> asOf(Instant moment, Collection<LeadId> leads, LeadColumns columns) {
    List<Picture> pictures = new ArrayList<>(leads.size());
    for (List<LeadId> some : Lists.partition(List.copyOf(leads), AT_ONCE)) {
      add(pictures, moment, some, columns);
    }
    return pictures;
  }

  private void add(List<Picture> pictures, Instant moment, List<LeadId> some, LeadColumns columns) {
    List<Lead> leads = storage.leads().findAll(some);
    Map<Subject, List<AuditEntry>> entries =
        entries(leads.stream().filter(lead -> isPast(lead, moment)).map(Lead::subject).toList());
    Map<LeadId, List<Touch>> touches =
        storage.touches().of(some).stream().collect(groupingBy(Touch::lead));
    Map<LeadId, List<EngagementEvent>> deeds =
        storage.engagements().of(some).stream().collect(groupingBy(EngagementEvent::lead));
    for (Lead lead : leads) {
      LeadPast past = new LeadPast(lead, entries.getOrDefault(lead.subject(), List.of()));
      Optional<LeadPast.Known> known = past.asOf(moment);
      known.ifPresent(was ->
          pictures.add(
              new Picture(
                  lead,
                  was,
                  columns.values(
                      was,
                      lead.revision().createdAt(),
                      touches.getOrDefault(lead.id(), List.of()),
                      deeds.getOrDefault(lead.id(), List.of())))));
    }
  }

  /** Whether what counts of it is something else than what it is now. */
  private static boolean isPast(Lead lead, Instant moment) {
    return lead.revision().updatedAt().isAfter(moment)
        || lead.status().name() != LeadStatus.Name.NEW;
  }

  private Map<Subject, List<AuditEntry>> entries(List<Subject> subjects) {
    Map<Subject, List<AuditEntry>> found = new HashMap<>();
    if (subjects.isEmpty()) {
      return found;
    }
    UUID before = null;
    List<AuditEntry> page;
    do {
      page = storage.audit().histories(subjects, before, ENTRIES_AT_ONCE);
      for (AuditEntry entry : page) {
        found.computeIfAbsent(entry.subject(), s -> new ArrayList<>()).add(entry);
        before = entry.id();
      }
    } while (page.size() == ENTRIES_AT_ONCE);
    return found;
  }
}
