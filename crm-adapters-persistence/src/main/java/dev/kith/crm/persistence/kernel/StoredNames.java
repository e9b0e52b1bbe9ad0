package dev.kith.crm.persistence.kernel;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Table;
import dev.kith.crm.domain.account.AccountEvent;
import dev.kith.crm.domain.assignment.AssignmentEvent;
import dev.kith.crm.domain.assignment.Choice.How;
import dev.kith.crm.domain.assignment.Hindrance;
import dev.kith.crm.domain.automation.RuleEvent;
import dev.kith.crm.domain.automation.RuleStatus;
import dev.kith.crm.domain.automation.Trigger;
import dev.kith.crm.domain.calendar.CalendarEvent;
import dev.kith.crm.domain.competitor.CompetitorEvent;
import dev.kith.crm.domain.contact.ContactEvent;
import dev.kith.crm.domain.conversion.ConversionStatus;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.attribution.TouchEvent;
import dev.kith.crm.domain.intake.consent.ConsentEvent;
import dev.kith.crm.domain.intake.contact.Suppression;
import dev.kith.crm.domain.intake.contact.SuppressionEvent;
import dev.kith.crm.domain.intake.duplicates.merge.MergeStatus;
import dev.kith.crm.domain.intake.enrichment.EnrichmentEvent;
import dev.kith.crm.domain.intake.source.FileFormat;
import dev.kith.crm.domain.lead.LeadEvent;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lifecycle.LifecycleEvent;
import dev.kith.crm.domain.opportunity.OpportunityEvent;
import dev.kith.crm.domain.opportunity.OpportunityStatus;
import dev.kith.crm.domain.pipeline.PipelineEvent;
import dev.kith.crm.domain.relationship.RelationshipEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementNews;
import dev.kith.crm.domain.scoring.ledger.Repeat;
import dev.kith.crm.domain.scoring.ledger.ScoreNews;
import dev.kith.crm.domain.scoring.model.ScoringModelEvent;
import dev.kith.crm.domain.scoring.model.ScoringModelStatus;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.Reminder;
import dev.kith.crm.domain.task.TaskEvent;
import dev.kith.crm.domain.task.TaskStatus;
import dev.kith.crm.domain.task.escalation.EscalationEvent;
import dev.kith.crm.domain.task.escalation.EscalationTarget;
import java.util.Map;

/**
 * The names by which types are stored. They outlive the names of classes: never change one, and add
 * a new one for a record whose old form can no longer be read.
 */
public final class StoredNames {

  /** Every event by its {@link DomainEvent#type()}. */
  public static final Map<String, Class<? extends DomainEvent>> EVENTS =
      ImmutableMap.<String, Class<? extends DomainEvent>>builder()
          .put("lead.captured.v1", LeadEvent.Captured.class)
          .put("lead.edited.v1", LeadEvent.Edited.class)
          .put("lead.assigned.v1", LeadEvent.Assigned.class)
          .put("lead.noted.v1", LeadEvent.Noted.class)
          .put("lead.tagged.v1", LeadEvent.Tagged.class)
          .put("lead.untagged.v1", LeadEvent.Untagged.class)
          .put("lead.work-started.v1", LeadEvent.WorkStarted.class)
          .put("lead.nurturing-started.v1", LeadEvent.NurturingStarted.class)
          .put("lead.qualified.v1", LeadEvent.Qualified.class)
          .put("lead.disqualified.v1", LeadEvent.Disqualified.class)
          .put("lead.recycled.v1", LeadEvent.Recycled.class)
          .put("lead.reawakened.v1", LeadEvent.Reawakened.class)
          .put("lead.deleted.v1", LeadEvent.Deleted.class)
          .put("lead.restored.v1", LeadEvent.Restored.class)
          .put("lead.converted.v1", LeadEvent.Converted.class)
          .put("lead.conversion-undone.v1", LeadEvent.ConversionUndone.class)
          .put("lead.merged.v1", LeadEvent.Merged.class)
          .put("lead.merge-undone.v1", LeadEvent.MergeUndone.class)
          .put("lead.engaged.v1", EngagementNews.Engaged.class)
          .put("score.threshold-crossed.v1", ScoreNews.ThresholdCrossed.class)
          .put("scoring-model.trained.v1", ScoringModelEvent.Trained.class)
          .put("scoring-model.shadowed.v1", ScoringModelEvent.Shadowed.class)
          .put("scoring-model.activated.v1", ScoringModelEvent.Activated.class)
          .put("scoring-model.retired.v1", ScoringModelEvent.Retired.class)
          .put("scoring-model.drifted.v1", ScoringModelEvent.Drifted.class)
          .put("lead.touched.v1", TouchEvent.Recorded.class)
          .put("lead.touches-taken-back.v1", TouchEvent.TakenBack.class)
          .put("lead.consent-recorded.v1", ConsentEvent.Recorded.class)
          .put("suppression.added.v1", SuppressionEvent.Added.class)
          .put("suppression.removed.v1", SuppressionEvent.Removed.class)
          .put("lead.enriched.v1", EnrichmentEvent.Enriched.class)
          .put("account.created.v1", AccountEvent.Created.class)
          .put("account.edited.v1", AccountEvent.Edited.class)
          .put("account.moved.v1", AccountEvent.Moved.class)
          .put("account.assigned.v1", AccountEvent.Assigned.class)
          .put("account.stage-changed.v1", AccountEvent.StageChanged.class)
          .put("account.stage-overdue.v1", AccountEvent.StageOverdue.class)
          .put("lifecycle.changed.v1", LifecycleEvent.Changed.class)
          .put("account.noted.v1", AccountEvent.Noted.class)
          .put("account.deleted.v1", AccountEvent.Deleted.class)
          .put("account.restored.v1", AccountEvent.Restored.class)
          .put("account.merged.v1", AccountEvent.Merged.class)
          .put("account.merge-undone.v1", AccountEvent.MergeUndone.class)
          .put("contact.created.v1", ContactEvent.Created.class)
          .put("contact.edited.v1", ContactEvent.Edited.class)
          .put("contact.moved.v1", ContactEvent.Moved.class)
          .put("contact.assigned.v1", ContactEvent.Assigned.class)
          .put("contact.noted.v1", ContactEvent.Noted.class)
          .put("contact.deleted.v1", ContactEvent.Deleted.class)
          .put("contact.restored.v1", ContactEvent.Restored.class)
          .put("contact.merged.v1", ContactEvent.Merged.class)
          .put("contact.merge-undone.v1", ContactEvent.MergeUndone.class)
          .put("competitor.added.v1", CompetitorEvent.Added.class)
          .put("competitor.edited.v1", CompetitorEvent.Edited.class)
          .put("competitor.merged.v1", CompetitorEvent.Merged.class)
          .put("competitor.retired.v1", CompetitorEvent.Retired.class)
          .put("competitor.reinstated.v1", CompetitorEvent.Reinstated.class)
          .put("opportunity.created.v1", OpportunityEvent.Created.class)
          .put("opportunity.edited.v1", OpportunityEvent.Edited.class)
          .put("opportunity.assigned.v1", OpportunityEvent.Assigned.class)
          .put("opportunity.noted.v1", OpportunityEvent.Noted.class)
          .put("opportunity.moved.v1", OpportunityEvent.Moved.class)
          .put("opportunity.ranked.v1", OpportunityEvent.Ranked.class)
          .put("opportunity.move-undone.v1", OpportunityEvent.MoveUndone.class)
          .put("opportunity.lines-replaced.v1", OpportunityEvent.LinesReplaced.class)
          .put("opportunity.competitors-replaced.v1", OpportunityEvent.CompetitorsReplaced.class)
          .put("opportunity.won.v1", OpportunityEvent.Won.class)
          .put("opportunity.lost.v1", OpportunityEvent.Lost.class)
          .put("opportunity.reopened.v1", OpportunityEvent.Reopened.class)
          .put("opportunity.deleted.v1", OpportunityEvent.Deleted.class)
          .put("opportunity.restored.v1", OpportunityEvent.Restored.class)
          .put("pipeline.set-up.v1", PipelineEvent.SetUp.class)
          .put("pipeline.changed.v1", PipelineEvent.Changed.class)
          .put("pipeline.stage-merged.v1", PipelineEvent.StageMerged.class)
          .put("pipeline.deleted.v1", PipelineEvent.Deleted.class)
          .put("relationship.began.v1", RelationshipEvent.Began.class)
          .put("relationship.changed.v1", RelationshipEvent.Changed.class)
          .put("relationship.made-primary.v1", RelationshipEvent.MadePrimary.class)
          .put("relationship.ended.v1", RelationshipEvent.Ended.class)
          .put("task.created.v1", TaskEvent.Created.class)
          .put("task.edited.v1", TaskEvent.Edited.class)
          .put("task.assigned.v1", TaskEvent.Assigned.class)
          .put("task.started.v1", TaskEvent.Started.class)
          .put("task.waiting.v1", TaskEvent.WaitingBegun.class)
          .put("task.completed.v1", TaskEvent.Completed.class)
          .put("task.cancelled.v1", TaskEvent.Cancelled.class)
          .put("task.reopened.v1", TaskEvent.Reopened.class)
          .put("task.snoozed.v1", TaskEvent.Snoozed.class)
          .put("task.reminded.v1", TaskEvent.Reminded.class)
          .put("task.deleted.v1", TaskEvent.Deleted.class)
          .put("task.restored.v1", TaskEvent.Restored.class)
          .put("task.escalated.v1", EscalationEvent.Escalated.class)
          .put("task.acknowledged.v1", EscalationEvent.Acknowledged.class)
          .put("escalation.changed.v1", EscalationEvent.PolicyChanged.class)
          .put("assignment.made.v1", AssignmentEvent.Made.class)
          .put("calendar.changed.v1", CalendarEvent.Changed.class)
          .put("rule.activated.v1", RuleEvent.Activated.class)
          .put("rule.shadowed.v1", RuleEvent.Shadowed.class)
          .put("rule.paused.v1", RuleEvent.Paused.class)
          .put("rule.suspended.v1", RuleEvent.Suspended.class)
          .buildOrThrow();

  /**
   * The variants of sealed interfaces that are components of records: interface, stored name,
   * class.
   */
  static final Table<Class<?>, String, Class<?>> VARIANTS =
      ImmutableTable.<Class<?>, String, Class<?>>builder()
          .put(LeadStatus.class, "NEW", LeadStatus.New.class)
          .put(LeadStatus.class, "WORKING", LeadStatus.Working.class)
          .put(LeadStatus.class, "NURTURING", LeadStatus.Nurturing.class)
          .put(LeadStatus.class, "QUALIFIED", LeadStatus.Qualified.class)
          .put(LeadStatus.class, "CONVERTED", LeadStatus.Converted.class)
          .put(LeadStatus.class, "DISQUALIFIED", LeadStatus.Disqualified.class)
          .put(LeadStatus.class, "RECYCLED", LeadStatus.Recycled.class)
          .put(OpportunityStatus.class, "OPEN", OpportunityStatus.Open.class)
          .put(OpportunityStatus.class, "WON", OpportunityStatus.Won.class)
          .put(OpportunityStatus.class, "LOST", OpportunityStatus.Lost.class)
          .put(ImportStatus.class, "UPLOADED", ImportStatus.Uploaded.class)
          .put(ImportStatus.class, "CHECKING", ImportStatus.Checking.class)
          .put(ImportStatus.class, "CHECKED", ImportStatus.Checked.class)
          .put(ImportStatus.class, "RUNNING", ImportStatus.Running.class)
          .put(ImportStatus.class, "PAUSED", ImportStatus.Paused.class)
          .put(ImportStatus.class, "COMPLETED", ImportStatus.Completed.class)
          .put(ImportStatus.class, "COMPLETED_WITH_ERRORS", ImportStatus.CompletedWithErrors.class)
          .put(ImportStatus.class, "FAILED", ImportStatus.Failed.class)
          .put(ImportStatus.class, "CANCELLED", ImportStatus.Cancelled.class)
          .put(ImportStatus.class, "REVERTING", ImportStatus.Reverting.class)
          .put(ImportStatus.class, "REVERTED", ImportStatus.Reverted.class)
          .put(Suppression.Target.class, "ADDRESS", Suppression.Target.Address.class)
          .put(Suppression.Target.class, "DOMAIN", Suppression.Target.Domain.class)
          .put(Suppression.Target.class, "NUMBER", Suppression.Target.Line.class)
          .put(FileFormat.class, "CSV", FileFormat.Csv.class)
          .put(Due.class, "AT", Due.At.class)
          .put(Due.class, "ON", Due.On.class)
          .put(EscalationTarget.class, "USER", EscalationTarget.Person.class)
          .put(EscalationTarget.class, "TEAM", EscalationTarget.Members.class)
          .put(EscalationTarget.class, "ROLE", EscalationTarget.Holders.class)
          .put(EscalationTarget.class, "MANAGER", EscalationTarget.Managers.class)
          .put(How.class, "OWNER", How.HasIt.class)
          .put(How.class, "COMPANY", How.HasCompany.class)
          .put(How.class, "TURN", How.Turn.class)
          .put(How.class, "LEAST_LOAD", How.LeastLoad.class)
          .put(How.class, "FALLBACK", How.Fallback.class)
          .put(How.class, "NOBODY", How.Nobody.class)
          .put(Hindrance.class, "NOT_ACTIVE", Hindrance.NotActive.class)
          .put(Hindrance.class, "OUT_OF_OFFICE", Hindrance.Away.class)
          .put(Hindrance.class, "OFF_HOURS", Hindrance.OffHours.class)
          .put(Hindrance.class, "AT_CAPACITY", Hindrance.Full.class)
          .put(Hindrance.class, "OTHER_TERRITORY", Hindrance.OtherTerritory.class)
          .put(Hindrance.class, "OTHER_LANGUAGE", Hindrance.OtherLanguage.class)
          .put(Hindrance.class, "STICKY_OWNER", Hindrance.Stuck.class)
          .put(Hindrance.class, "LATER_TURN", Hindrance.LaterTurn.class)
          .put(Hindrance.class, "MORE_TO_DO", Hindrance.MoreToDo.class)
          .put(Reminder.class, "AT", Reminder.At.class)
          .put(Reminder.class, "BEFORE", Reminder.Before.class)
          .put(Reminder.class, "ON_THE_DAY", Reminder.OnTheDay.class)
          .put(TaskStatus.class, "OPEN", TaskStatus.Open.class)
          .put(TaskStatus.class, "IN_PROGRESS", TaskStatus.InProgress.class)
          .put(TaskStatus.class, "WAITING", TaskStatus.Waiting.class)
          .put(TaskStatus.class, "DONE", TaskStatus.Done.class)
          .put(TaskStatus.class, "CANCELLED", TaskStatus.Cancelled.class)
          .put(Repeat.class, "ONCE", Repeat.Once.class)
          .put(Repeat.class, "ONCE_PER_OBJECT", Repeat.OncePerObject.class)
          .put(Repeat.class, "PER_WINDOW", Repeat.PerWindow.class)
          .put(Repeat.class, "ALWAYS", Repeat.Always.class)
          .put(ScoringModelStatus.class, "DRAFT", ScoringModelStatus.Draft.class)
          .put(ScoringModelStatus.class, "SHADOW", ScoringModelStatus.Shadow.class)
          .put(ScoringModelStatus.class, "ACTIVE", ScoringModelStatus.Active.class)
          .put(ScoringModelStatus.class, "RETIRED", ScoringModelStatus.Retired.class)
          .put(ConversionStatus.class, "COMPLETED", ConversionStatus.Completed.class)
          .put(ConversionStatus.class, "UNDONE", ConversionStatus.Undone.class)
          .put(MergeStatus.class, "DONE", MergeStatus.Done.class)
          .put(MergeStatus.class, "UNDONE", MergeStatus.Undone.class)
          .put(FileFormat.class, "XLSX", FileFormat.Xlsx.class)
          .put(FileFormat.class, "NDJSON", FileFormat.Ndjson.class)
          .put(FileFormat.class, "VCARD", FileFormat.VCard.class)
          .put(RuleStatus.class, "DRAFT", RuleStatus.Draft.class)
          .put(RuleStatus.class, "ACTIVE", RuleStatus.Active.class)
          .put(RuleStatus.class, "SHADOW", RuleStatus.Shadow.class)
          .put(RuleStatus.class, "PAUSED", RuleStatus.Paused.class)
          .put(RuleStatus.class, "SUSPENDED", RuleStatus.Suspended.class)
          .put(Trigger.class, "EVENT", Trigger.OnEvent.class)
          .put(Trigger.class, "ABSENCE", Trigger.OnAbsence.class)
          .put(Trigger.class, "SCHEDULE", Trigger.OnSchedule.class)
          .build();

  private StoredNames() {}
}
