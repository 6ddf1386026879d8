package dev.slipway.local.stack.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A parameter as the template declares it.
 *
 * @param type {@code String}, {@code Number} or another of CloudFormation's, which are taken as strings
 * @param allowedValues empty when every value is allowed
 */
public record ParameterDeclaration(
        String name,
        String type,
        Optional<String> defaultValue,
        List<String> allowedValues,
        Optional<String> allowedPattern,
        Optional<BigDecimal> minValue,
        Optional<BigDecimal> maxValue,
        Optional<String> constraint) {

    public ParameterDeclaration {
        allowedValues = List.copyOf(allowedValues);
    }

    /** Says what is wrong with a value, each in CloudFormation's words. */
    void check(String value, Problems problems) {
        if (!allowedValues.isEmpty() && !allowedValues.contains(value)) {
            problems.add("Parameter '" + name + "' must be one of AllowedValues "
                    + constraint.orElse(allowedValues.toString()) + ", not '" + value + "'");
        }
        if (allowedPattern.isPresent() && !Pattern.matches(allowedPattern.get(), value)) {
            problems.add("Parameter '" + name + "' " + constraint.orElse("must match pattern " + allowedPattern.get())
                    + ", not '" + value + "'");
        }
        if (type.equals("Number")) {
            checkNumber(value, problems);
        }
    }

    private void checkNumber(String value, Problems problems) {
        try {
            BigDecimal number = new BigDecimal(value);
            minValue.filter(least -> number.compareTo(least) < 0)
                    .ifPresent(least -> problems.add(
                            "Parameter '" + name + "' must be a number not less than " + least + ", not " + value));
            maxValue.filter(most -> number.compareTo(most) > 0)
                    .ifPresent(most -> problems.add(
                            "Parameter '" + name + "' must be a number not greater than " + most + ", not " + value));
        } catch (NumberFormatException e) {
            problems.add("Parameter '" + name + "' must be a number, not '" + value + "'");
        }
    }
}
