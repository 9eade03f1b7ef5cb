import type * as v from 'valibot'
import { AccessToken, Connection, ConnectionState, Organisation, ReconnectReason } from '../contract/v1/connection.ts'
import { FleetAccount, FleetPage, Reindexed } from '../contract/v1/fleet.ts'
import { Handover, HandoverLink, HandoverState, Handovers } from '../contract/v1/handover.ts'
import { Problem, ReconnectProblem } from '../contract/v1/problem.ts'
import { Readiness, ReadinessFinding } from '../contract/v1/readiness.ts'
import { Session } from '../contract/v1/session.ts'
import { Timeline, TimelineEvent } from '../contract/v1/timeline.ts'
import { NextRun, NextRuns, Redelivery, Risk, SentWebhook, SentWebhooks, WebhookPayload } from '../contract/v1/webhooks.ts'

/** Each is in the document once, under its name. */
export const SHAPES = {
  Session,
  Connection,
  ConnectionState,
  ReconnectReason,
  Organisation,
  Readiness,
  ReadinessFinding,
  AccessToken,
  FleetPage,
  FleetAccount,
  Reindexed,
  Timeline,
  TimelineEvent,
  HandoverLink,
  Handovers,
  Handover,
  HandoverState,
  WebhookPayload,
  Risk,
  SentWebhooks,
  SentWebhook,
  Redelivery,
  NextRun,
  NextRuns,
  Problem,
  ReconnectProblem,
} as const satisfies Readonly<Record<string, v.GenericSchema>>
