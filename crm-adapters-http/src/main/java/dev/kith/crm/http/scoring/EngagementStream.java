package dev.kith.crm.http.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.scoring.engagement.Engagements;
import dev.kith.crm.application.scoring.engagement.Engagements.Receipt;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.kernel.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Any number of events, a line of JSON for each. They are recorded batch by batch while they are
 * read: what was recorded stays, if the stream ends early, and is known again if it is sent again.
 */
final class EngagementStream {

  /** How many refusals are told; the rest is counted. */
  static final int MOST_TOLD = 100;

  private static final int LONGEST_LINE = 64 * 1_024;

  private final Call call;
  private final EngagementJson.Counts counts = new EngagementJson.Counts();
  private final ArrayNode problems = Json.array();
  private final List<EngagementDraft> drafts = new ArrayList<>();
  private final List<Long> lines = new ArrayList<>();
  private Workspace workspace;

  EngagementStream(Call call) {
    this.call = call;
    this.workspace = call.workspace();
  }

  /** Refused only if a batch is refused as a whole, as under a key that was used for another. */
  Outcome<ObjectNode> record() throws IOException {
    try (InputStream in = call.javalin().req().getInputStream()) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      byte[] piece = new byte[8_192];
      long number = 1;
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        for (int i = 0; i < read; i++) {
          if (piece[i] != '\n') {
            // One more than is allowed shows that there were too many.
            if (line.size() <= LONGEST_LINE) {
              line.write(piece[i]);
            }
          } else {
            take(line, number++);
            if (drafts.size() == Engagements.LARGEST_BATCH
                && flush() instanceof Outcome.Refused<?>(var refusal)) {
              return Outcome.refused(refusal);
            }
          }
        }
      }
      take(line, number);
    }
    return flush()
        .map(done -> {
          ObjectNode json = counts.json();
          json.set("problems", problems);
          return json;
        });
  }

  private void take(ByteArrayOutputStream buffer, long number) {
    byte[] line = buffer.toByteArray();
    buffer.reset();
    if (line.length > LONGEST_LINE) {
      refuse(number, problem("too-long", "A line has at most " + LONGEST_LINE + " bytes."));
      return;
    }
    if (isBlank(line)) {
      return;
    }
    try {
      JsonNode json = Json.read(line);
      List<Violation> violations = ShapeCheck.violations(EngagementJson.DRAFT, json);
      if (violations.isEmpty()) {
        drafts.add(EngagementJson.read(json));
        lines.add(number);
      } else {
        refuse(number, new Invalid(violations));
      }
    } catch (Json.MalformedException e) {
      refuse(number, problem("malformed-json", "The line is no JSON: " + e.getMessage()));
    }
  }

  private static Invalid problem(String code, String message) {
    return Invalid.of(new Violation("", code, message));
  }

  private static boolean isBlank(byte[] line) {
    for (byte each : line) {
      if (each != ' ' && each != '\t' && each != '\r') {
        return false;
      }
    }
    return true;
  }

  private Outcome<Boolean> flush() {
    if (drafts.isEmpty()) {
      return Outcome.done(true);
    }
    Outcome<List<Outcome<Receipt>>> recorded = workspace.engagements().recordAll(drafts);
    if (recorded instanceof Outcome.Done<List<Outcome<Receipt>>>(var outcomes)) {
      for (int i = 0; i < outcomes.size(); i++) {
        if (outcomes.get(i) instanceof Outcome.Refused<Receipt>(var refusal)) {
          refuse(lines.get(i), refusal);
        } else {
          counts.count(outcomes.get(i));
        }
      }
    }
    drafts.clear();
    lines.clear();
    // The idempotency key belongs to the first batch; the others are known by their events.
    workspace = call.further();
    return recorded.map(done -> true);
  }

  private void refuse(long line, Refusal refusal) {
    counts.refused();
    if (problems.size() < MOST_TOLD) {
      problems.addObject().put("line", line).set("problem", Problem.of(refusal).shortJson());
    }
  }
}
