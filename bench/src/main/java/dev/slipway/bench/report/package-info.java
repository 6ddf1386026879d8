/** What a measurement becomes: figures, tables, a page. */
@NullMarked
package dev.slipway.bench.report;

import org.jspecify.annotations.NullMarked;
