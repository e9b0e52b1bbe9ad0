package dev.kith.crm.domain.scoring.ledger;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.ledger.RuleTerms.Limits;
import dev.kith.crm.domain.shared.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules with which a CRM begins. They can be changed and retired as any other; their ids are
 * the same everywhere.
 */
public final class UsualRules {

  private static final Duration MONTH = Duration.ofDays(30);
  private static final String MAIL = "mail";
  private static final String WEB = "web";
  private static final Repeat THREE_A_DAY = new Repeat.PerWindow(Duration.ofDays(1), 3);

  /** In the order of their ids. */
  public static final List<IncrementRule> ALL =
      ImmutableList.of(
          rule(1, "Opened a mail", EngagementType.EMAIL_OPEN, 2, new Repeat.OncePerObject(), MAIL),
          rule(2, "Followed a link in a mail", EngagementType.EMAIL_CLICK, 5, THREE_A_DAY, MAIL),
          rule(3, "Answered a mail", EngagementType.EMAIL_REPLY, 20, THREE_A_DAY, null),
          rule(4, "Looked at a page", EngagementType.PAGE_VIEW, 1, THREE_A_DAY, WEB),
          rule(5, "Submitted a form", EngagementType.FORM_SUBMIT, 15, THREE_A_DAY, WEB),
          rule(
              6,
              "Downloaded a file",
              EngagementType.ASSET_DOWNLOAD,
              10,
              new Repeat.OncePerObject(),
              WEB),
          rule(7, "Met us", EngagementType.MEETING_HELD, 30, new Repeat.Always(), null),
          rule(8, "Answered on WhatsApp", EngagementType.WHATSAPP_REPLY, 15, THREE_A_DAY, null));

  private UsualRules() {}

  public static Optional<IncrementRule> find(IncrementRuleId id) {
    return ALL.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  private static IncrementRule rule(
      int number,
      String name,
      EngagementType type,
      int points,
      Repeat repeat,
      @Nullable String group) {
    RuleTerms terms =
        RuleTerms.of(name, type, points).within(new Limits(repeat, null, group, MONTH));
    return new IncrementRule(
        new IncrementRuleId(new UUID(0, 0x696e63_0000L + number)),
        Revision.first(Instant.EPOCH),
        List.of(new IncrementRule.Version(1, Instant.EPOCH, terms)),
        null);
  }
}
