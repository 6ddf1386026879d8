/** What slipway.yaml says: environments, models, plans; read once, checked whole. */
@NullMarked
package dev.slipway.deployer.project;

import org.jspecify.annotations.NullMarked;
