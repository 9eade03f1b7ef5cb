/** Variables of the environment, as a command or a test was given them. */
export type Environment = Readonly<Record<string, string | undefined>>
