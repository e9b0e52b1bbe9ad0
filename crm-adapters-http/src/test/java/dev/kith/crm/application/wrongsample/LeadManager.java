package dev.kith.crm.application.wrongsample;

import com.fasterxml.jackson.core.JsonFactory;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.f4b6a3.uuid.UuidCreator;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.password4j.Password;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.cel.common.CelOptions;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.lead.Leads;
import io.javalin.Javalin;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.dmfs.rfc5545.recur.Freq;

/** A service that knows the web server, the front door, and libraries that belong elsewhere. */
public final class LeadManager {

  Object everything(Crm crm, Leads leads) {
    return new Object[] {
      crm,
      leads,
      Javalin.class,
      UuidCreator.getTimeOrdered(),
      PhoneNumberUtil.getInstance(),
      Password.hash("x"),
      Caffeine.newBuilder(),
      CsvReader.builder(),
      new LevenshteinDistance(3),
      new JsonFactory(),
      CelOptions.DEFAULT,
      Freq.DAILY
    };
  }
}
