package dev.kith.crm.domain.relationship;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/** The roles that a CRM begins with, and the titles by which they are known in two languages. */
final class UsualRoles {

  static final List<ContactRole> ALL =
      ImmutableList.of(
          role(
              "ECONOMIC_BUYER",
              "Economic buyer",
              "chief executive officer",
              "ceo",
              "chief financial officer",
              "cfo",
              "managing director",
              "owner",
              "founder",
              "president",
              "geschäftsführ*",
              "vorstand*",
              "inhaber*",
              "finanzvorstand",
              "kaufmännisch* leit*"),
          role(
              "DECISION_MAKER",
              "Decision maker",
              "chief operating officer",
              "coo",
              "vice president",
              "vp",
              "head of",
              "director",
              "*leiter",
              "*leiterin",
              "leitung",
              "leiter*",
              "prokurist*"),
          role("CHAMPION", "Champion"),
          role(
              "INFLUENCER",
              "Influencer",
              "consultant",
              "advisor",
              "adviser",
              "*berater*",
              "assistant to",
              "assistent* der geschäftsführung"),
          new ContactRole(
              "EVALUATOR",
              "Evaluator",
              EnumSet.of(TargetKind.OPPORTUNITY),
              List.of(
                  "*analyst*",
                  "project manager",
                  "product manager",
                  "projektleit*",
                  "projektmanager*",
                  "produktmanager*"),
              UsualPermissions.of("EVALUATOR"),
              false),
          role(
              "TECHNICAL",
              "Technical",
              "chief technology officer",
              "cto",
              "chief information officer",
              "cio",
              "engineer*",
              "architect*",
              "developer*",
              "it manager",
              "system administrator",
              "*ingenieur*",
              "*entwickler*",
              "*architekt*",
              "it leit*",
              "techniker*",
              "technisch* leit*"),
          role(
              "LEGAL",
              "Legal",
              "legal",
              "counsel",
              "lawyer",
              "attorney",
              "compliance",
              "jurist*",
              "justiziar*",
              "syndikus*",
              "rechts*"),
          role(
              "PROCUREMENT",
              "Procurement",
              "procurement",
              "purchasing",
              "buyer",
              "sourcing",
              "*einkauf*",
              "*einkäufer*",
              "beschaffung*"),
          role("END_USER", "End user", "operator", "clerk", "user", "anwender*", "sachbearbeit*"),
          new ContactRole(
              "BILLING",
              "Billing",
              EnumSet.of(TargetKind.ACCOUNT),
              List.of(
                  "accounting",
                  "accountant",
                  "accounts payable",
                  "bookkeep*",
                  "billing",
                  "*buchhalt*",
                  "rechnungswesen",
                  "kreditor*"),
              UsualPermissions.of("BILLING"),
              false),
          role("BLOCKER", "Blocker"));

  private UsualRoles() {}

  private static ContactRole role(String key, String name, String... titles) {
    return new ContactRole(
        key,
        name,
        EnumSet.allOf(TargetKind.class),
        Arrays.asList(titles),
        UsualPermissions.of(key),
        false);
  }
}
