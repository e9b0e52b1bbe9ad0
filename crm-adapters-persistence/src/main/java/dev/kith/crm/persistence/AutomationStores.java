package dev.kith.crm.persistence;

import dev.kith.crm.application.automation.AbsencePlans;
import dev.kith.crm.application.automation.FiringStore;
import dev.kith.crm.application.automation.RuleStore;
import dev.kith.crm.application.automation.SchedulePlans;
import dev.kith.crm.application.notification.NotificationStore;
import dev.kith.crm.persistence.automation.JooqAbsencePlans;
import dev.kith.crm.persistence.automation.JooqFiringStore;
import dev.kith.crm.persistence.automation.JooqRuleStore;
import dev.kith.crm.persistence.automation.JooqSchedulePlans;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.notification.JooqNotificationStore;

/** The stores of rules and of what they tell people, put together in a place of their own. */
record AutomationStores(
    RuleStore rules,
    FiringStore firings,
    SchedulePlans schedulePlans,
    AbsencePlans absencePlans,
    NotificationStore notifications) {

  static AutomationStores of(Database database) {
    return new AutomationStores(
        new JooqRuleStore(database),
        new JooqFiringStore(database),
        new JooqSchedulePlans(database),
        new JooqAbsencePlans(database),
        new JooqNotificationStore(database));
  }
}
