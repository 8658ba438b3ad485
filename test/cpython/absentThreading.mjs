/**
 * Tests of CPython's test_threading.py that have no counterpart here, by the reason why.
 */
const namesByReason = {
  'Node cannot fork': [
    'test_dummy_thread_after_fork',
    'test_is_alive_after_fork',
    'test_main_thread_after_fork',
    'test_main_thread_after_fork_from_nonmain_thread',
    'test_main_thread_after_fork_from_foreign_thread',
    'test_main_thread_after_fork_from_dummy_thread',
    'test_2_join_in_forked_process',
    'test_3_join_in_forked_from_thread',
    'test_reinit_tls_after_fork',
    'test_clear_threads_states_after_fork',
  ],
  'there are no subinterpreters': [
    'test_threads_join',
    'test_threads_join_2',
    'test_threads_join_with_no_main',
    'test_daemon_threads_fatal_error',
    'test_threads_not_allowed',
    'test_daemon_threads_not_allowed',
  ],
  'nothing like sys.settrace() and sys.setprofile() reaches JavaScript': [
    'test_finalize_with_trace',
    'test_frame_tstate_tracing',
    'test_gettrace',
    'test_gettrace_all_threads',
    'test_getprofile',
    'test_getprofile_all_threads',
  ],
  'nothing can be thrown into another thread: there is no interrupt_main()': [
    'test_PyThreadState_SetAsyncExc',
    'test_print_exception_gh_102056',
    'test_interrupt_main_subthread',
    'test_interrupt_main_mainthread',
    'test_interrupt_main_with_signal_handler',
    'test_interrupt_main_noerror',
    'test_interrupt_main_invalid_signal',
  ],
  'there is no threading.local(), nor are there destructors that could use one': [
    'test_finalization_shutdown',
    'test_locals_at_exit',
  ],
  'there is no stack_size()': ['test_various_ops_small_stack', 'test_various_ops_large_stack'],
  'there is no Timer: Node has setTimeout()': ['test_init_immutable_default_args'],
  'it is about a private function': [
    'test_limbo_cleanup',
    'test_recursion_count',
    'test_atexit_output',
    'test_atexit_called_once',
    'test_atexit_after_shutdown',
  ],
  'process.exit() waits for nobody; what sys.exit() does is falling off the end': [
    'test_join_nondaemon_on_shutdown',
  ],
  'a thread has clones of its arguments, which cannot refer to the thread': [
    'test_no_refcycle_through_target',
  ],
  'one name for one thing: there were no older ones': ['test_old_threading_api'],
  'excepthook() is always told of a thread': ['test_excepthook_thread_None'],
  'classes in JavaScript can be derived from': ['test_lock_no_subclass'],
  'it is about type annotations': ['test_lock_or_none'],
  'it is about deprecated arguments': ['test_signature'],
  'test/bad-input/ compares the exports with what it knows': ['test__all__'],
};

/** The reason for each. */
export const absentThreading = Object.fromEntries(
  Object.entries(namesByReason).flatMap(([reason, names]) =>
    names.map((name) => [`test_threading.${name}`, reason]),
  ),
);
