/* The rules: one record each, in the file of its family.
 *
 * To add one: words and thresholds in model/catalog/rules.yaml, the check in
 * rules_<family>.c, its name here, and tests/rules/<id>/{bad,good}.yaml. */
#ifndef TROIKA_MODEL_RULES_H
#define TROIKA_MODEL_RULES_H

#include "model/finding.h"

/* By id. */
#define RULES(X) \
	X(cost_eco_in_production) \
	X(cost_high_range) \
	X(cost_idle_capacity) \
	X(cost_no_budget) \
	X(cost_old_price) \
	X(cost_one_line_dominates) \
	X(cost_over_budget) \
	X(cost_unpriced) \
	X(cost_unpriced_egress) \
	X(cost_unsized) \
	X(cost_wrong_licence) \
	X(coupling_blast_radius) \
	X(coupling_chain_availability) \
	X(coupling_chatty_link) \
	X(coupling_cycle) \
	X(coupling_cyclic_core) \
	X(coupling_everything_depends) \
	X(coupling_fan_in) \
	X(coupling_fan_out) \
	X(coupling_hub) \
	X(coupling_propagation_cost) \
	X(coupling_shared_database) \
	X(coupling_slow_path) \
	X(coupling_strong_and_distant) \
	X(coupling_sync_without_owner) \
	X(coupling_synchronous_chain) \
	X(coupling_tight_coupling) \
	X(coupling_unstable_dependency) \
	X(coupling_zone_of_pain) \
	X(data_blobs_in_database) \
	X(data_detail_in_crm) \
	X(data_files_outside_object_store) \
	X(data_long_lived_credential) \
	X(data_many_copies) \
	X(data_master_outside_crm) \
	X(data_no_backup) \
	X(data_no_home) \
	X(data_reports_on_live_store) \
	X(data_secret_outside_vault) \
	X(data_two_truths) \
	X(data_unfed_warehouse) \
	X(identity_aws_without_saml) \
	X(identity_connected_app) \
	X(identity_customers_as_staff) \
	X(identity_no_central_provider) \
	X(identity_no_mfa) \
	X(identity_not_federated) \
	X(identity_separate_accounts) \
	X(identity_shared_integration_user) \
	X(identity_two_providers) \
	X(justification_more_complex_than_useful) \
	X(justification_no_written_why) \
	X(justification_not_purchasable) \
	X(justification_nothing_unique) \
	X(justification_role_mismatch) \
	X(justification_salesforce_suffices) \
	X(justification_sustaining_vendor) \
	X(justification_trivial_platform) \
	X(limits_api_calls) \
	X(limits_appflow_run) \
	X(limits_cdc_entities) \
	X(limits_connect_demo) \
	X(limits_connections) \
	X(limits_event_deliveries) \
	X(limits_external_rows) \
	X(limits_long_calls) \
	X(limits_publish_rate) \
	X(limits_stream_throughput) \
	X(network_allow_list_only) \
	X(network_clear_text) \
	X(network_no_prerequisite) \
	X(network_open_api) \
	X(network_open_store) \
	X(network_public_data_path) \
	X(network_salesforce_by_vpn) \
	X(network_special_data_in_public) \
	X(operations_assumed_sla) \
	X(operations_no_central_observability) \
	X(operations_no_correlation) \
	X(operations_no_fallback) \
	X(operations_no_on_call) \
	X(operations_no_owner) \
	X(operations_no_runbook) \
	X(operations_single_point_of_failure) \
	X(operations_slow_recovery) \
	X(operations_too_many_surfaces) \
	X(operations_unmonitored_link) \
	X(pattern_beyond_timeout) \
	X(pattern_callout_in_trigger) \
	X(pattern_events_straight_to_lambda) \
	X(pattern_free_form) \
	X(pattern_illegal_ends) \
	X(pattern_legacy) \
	X(pattern_no_dead_letter) \
	X(pattern_not_idempotent) \
	X(pattern_order_assumed) \
	X(pattern_payload_too_large) \
	X(pattern_polling_for_events) \
	X(pattern_retention_too_short) \
	X(pattern_stale_promise) \
	X(pattern_write_through_read_only) \
	X(placement_no_platform) \
	X(placement_unknown_region) \
	X(placement_wrong_platform) \
	X(residency_drift) \
	X(residency_fragile_basis) \
	X(residency_model_outside) \
	X(residency_no_region) \
	X(residency_personal_data_leaves) \
	X(residency_processor_outside) \
	X(residency_region_too_coarse) \
	X(waiver_expired) \
	X(waiver_ineffective) \
	X(waiver_no_owner) \
	X(waiver_orphaned) \
	X(waiver_reopened)

#define RULE_DECLARATION(name) extern const Rule rule_##name;
RULES(RULE_DECLARATION)
#undef RULE_DECLARATION

#endif
