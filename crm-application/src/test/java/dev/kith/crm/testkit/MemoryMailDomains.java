package dev.kith.crm.testkit;

import dev.kith.crm.application.intake.validation.MailDomain;
import dev.kith.crm.application.intake.validation.MailDomain.TakesNone.Why;
import dev.kith.crm.application.intake.validation.MailDomains;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Domains that are made up; of what was not told there is no domain. */
public final class MemoryMailDomains implements MailDomains {

  private final Map<String, MailDomain> told = new HashMap<>();
  private final List<Set<String>> questions = new ArrayList<>();

  public MemoryMailDomains tell(String domain, MailDomain answer) {
    told.put(domain, answer);
    return this;
  }

  public MemoryMailDomains takes(String domain, String... servers) {
    return tell(domain, new MailDomain.Takes(List.of(servers)));
  }

  public MemoryMailDomains takesNone(String domain, Why why) {
    return tell(domain, new MailDomain.TakesNone(why));
  }

  public MemoryMailDomains silent(String domain) {
    return tell(domain, new MailDomain.Unanswered());
  }

  /** What was asked, in the order of the asking. */
  public List<Set<String>> questions() {
    return List.copyOf(questions);
  }

  @Override
  public Map<String, MailDomain> lookUp(Set<String> domains) {
    questions.add(Set.copyOf(domains));
    Map<String, MailDomain> answers = new HashMap<>();
    domains.forEach(domain ->
        answers.put(
            domain, told.getOrDefault(domain, new MailDomain.TakesNone(Why.NO_SUCH_DOMAIN))));
    return answers;
  }
}
