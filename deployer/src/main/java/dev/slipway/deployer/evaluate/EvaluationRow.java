package dev.slipway.deployer.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One row of an evaluation set.
 *
 * @param inputs values by input; a JSON null is missing, arrays are nested values
 * @param target the truth, as text
 */
record EvaluationRow(Map<String, JsonNode> inputs, String target) {}
