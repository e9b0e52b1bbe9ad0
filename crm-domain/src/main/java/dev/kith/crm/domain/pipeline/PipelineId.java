package dev.kith.crm.domain.pipeline;

import java.util.UUID;

public record PipelineId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
